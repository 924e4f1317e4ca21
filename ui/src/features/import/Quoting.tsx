/** A sentence of the program that quotes a file between backticks. Each quotation stands by itself: what is written in it,
 * right to left or made to look so, does not turn the words around it. */
export function Quoting({ children }: { children: string }) {
  return children.split("`").map((part, index) =>
    index % 2 === 1 ? (
      <bdi key={index} className="import-quoted">
        {part}
      </bdi>
    ) : (
      <bdi key={index}>{part}</bdi>
    ),
  );
}
