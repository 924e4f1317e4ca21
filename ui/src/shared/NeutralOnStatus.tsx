/** What holds for every status exchange, wherever one is shown. It leans to neither side. */
export function NeutralOnStatus() {
  return (
    <p>
      An exchange of citizenship or immigration status is neither required nor prohibited (Section 3(b), 8 U.S.C. §
      1373). This record never holds what a status is, nor whose.
    </p>
  );
}
