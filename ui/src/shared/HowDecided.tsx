import type { Determination, TraceLine } from "../ipc/generated";

/** How a line of the trace is told: a sign for the eye, words for everyone. */
const SIGNS: Record<TraceLine["verdict"], { sign: string; words: string }> = {
  decides: { sign: "✓", words: "Decides" },
  passed: { sign: "–", words: "Does not apply" },
  open: { sign: "?", words: "Open" },
};

/** The rules that were looked at, in order. Those before the one that decides are what would change the answer: had one
 * of them applied, it would have decided. */
export function HowDecided({ determination }: { determination: Determination }) {
  const { outcome, trace } = determination;
  if (trace.length === 0) return null;
  const passed = trace.filter(({ verdict }) => verdict === "passed");
  // While a question before it is open, the last rule decides only if none of the open ones does.
  const standing = trace.filter(({ verdict }) => (outcome === null ? verdict === "open" : verdict !== "passed"));
  return (
    <section className="how">
      <h3>How this was decided</h3>
      <TraceLines lines={standing} />
      {passed.length > 0 && (
        <details>
          <summary>
            {outcome === null ? "What does not apply" : "What would change it"}
            <span className="soft">
              {" "}
              {passed.length === 1
                ? "1 rule was looked at first"
                : `${String(passed.length)} rules were looked at first`}
            </span>
          </summary>
          <TraceLines lines={passed} />
        </details>
      )}
    </section>
  );
}

/** Rules that say the same are one line, with all their clauses; what is open is told by its question alone. */
function TraceLines({ lines }: { lines: readonly TraceLine[] }) {
  const told = new Map<string, { verdict: TraceLine["verdict"]; clauses: Set<string> }>();
  for (const { clause, verdict, why } of lines) {
    const line = told.get(why) ?? { verdict, clauses: new Set() };
    if (clause !== "other_law" && verdict !== "open") line.clauses.add(clause);
    told.set(why, line);
  }
  return (
    <ul>
      {[...told].map(([why, { verdict, clauses }]) => (
        <li key={why} className={`how-${verdict}`}>
          <span aria-hidden="true">{SIGNS[verdict].sign}</span>
          <p>
            <span className="unseen">{SIGNS[verdict].words}: </span>
            {why} <span className="soft">{[...clauses].join(", ")}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
