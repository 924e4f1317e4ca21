import type { ReactNode } from "react";

import { blocksOf, type Run, runsOf } from "./prose";

type Props = {
  text: string;
  /** What stands in the place of a name in `code`, where it leads somewhere. */
  named?: (name: string) => ReactNode;
};

/** Text of the program with its paragraphs, lists and stresses. No text becomes markup. */
export function Prose({ text, named }: Props) {
  return (
    <>
      {blocksOf(text).map((block, place) =>
        block.kind === "paragraph" ? (
          <p key={place}>
            <Runs runs={block.runs} named={named} />
          </p>
        ) : (
          <ul key={place} className="prose-list">
            {block.items.map((item, place) => (
              <li key={place}>
                <Runs runs={item} named={named} />
              </li>
            ))}
          </ul>
        ),
      )}
    </>
  );
}

/** One line of such text. */
export function ProseLine({ text }: { text: string }) {
  return <Runs runs={runsOf(text)} named={undefined} />;
}

function Runs({ runs, named }: { runs: readonly Run[]; named: Props["named"] }) {
  return (
    <>
      {runs.map((run, place) => (
        <RunOfWords key={place} run={run} named={named} />
      ))}
    </>
  );
}

function RunOfWords({ run: { text, strong, emphasis, code }, named }: { run: Run; named: Props["named"] }) {
  let words: ReactNode = code ? (named?.(text) ?? <code>{text}</code>) : text;
  if (emphasis) words = <em>{words}</em>;
  if (strong) words = <strong>{words}</strong>;
  return words;
}
