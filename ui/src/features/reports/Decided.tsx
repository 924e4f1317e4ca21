import type { Count } from "../../ipc/generated";
import { OutcomeTag, toneOf } from "../../shared/OutcomeTag";
import { Panel } from "../../shared/Page";
import { Bar } from "./Bar";

/** What was decided, by outcome; last, what a question still holds open. */
export function Decided({ outcomes, notSettled }: { outcomes: readonly Count[]; notSettled: number }) {
  const lines: { outcome: string | null; label: string; count: number }[] = outcomes.map(({ value, label, count }) => ({
    outcome: value,
    label,
    count,
  }));
  if (notSettled > 0) lines.push({ outcome: null, label: "Not settled: a question is open", count: notSettled });
  const longest = Math.max(...lines.map(({ count }) => count));
  return (
    <Panel title="What was decided">
      {lines.length === 0 ? (
        <p className="panel-body">Nothing was decided.</p>
      ) : (
        <div className="report-frame">
          <table className="report-counts">
            <caption className="unseen">What was decided</caption>
            <thead>
              <tr>
                <th scope="col">Determination</th>
                <th scope="col" className="number">
                  Items
                </th>
                <td className="report-bar" aria-hidden="true" />
              </tr>
            </thead>
            <tbody>
              {lines.map(({ outcome, label, count }) => (
                <tr key={label}>
                  <th scope="row">
                    <OutcomeTag outcome={outcome} label={label} />
                  </th>
                  <td className="number">{count.toLocaleString("en-US")}</td>
                  <Bar count={count} longest={longest} tone={toneOf(outcome)} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
