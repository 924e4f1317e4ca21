import type { QuarterFigures, QuarterName } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { readable } from "../../shared/dates";
import { toneOf } from "../../shared/OutcomeTag";
import { Panel } from "../../shared/Page";

/** The quarter in figures. The number that the council asks for stands first; zero is a result. */
export function QuarterSoFar({ quarter, figures }: { quarter: QuarterName; figures: QuarterFigures }) {
  const lines = [
    { what: "Requests received", count: figures.received, tone: "soft" },
    { what: "Items required by law", count: figures.mandatory, tone: toneOf("mandatory") },
    { what: "Items refused under 2(a)", count: figures.refused_2a, tone: toneOf("non_mandatory_prohibited") },
    { what: "§ 1373 exchanges", count: figures.exchanges, tone: toneOf("status_exchange") },
  ];
  const longest = Math.max(1, ...lines.map(({ count }) => count));
  return (
    <Panel title="This quarter so far" beside={`from ${readable(quarter.begins)}`}>
      <div className="panel-body quarter">
        <p>
          <strong className="quarter-headline">{figures.non_mandatory.toLocaleString("en-US")}</strong>{" "}
          <span className="soft">
            {figures.non_mandatory === 1 ? "non-mandatory disclosure" : "non-mandatory disclosures"}
          </span>
        </p>
        <table className="quarter-figures">
          <caption className="unseen">The quarter in figures</caption>
          <tbody>
            {lines.map(({ what, count, tone }) => (
              <tr key={what}>
                <th scope="row">
                  {what}
                  <span className="quarter-bar" aria-hidden="true">
                    <span className={`bar-${tone}`} style={{ width: `${String((100 * count) / longest)}%` }} />
                  </span>
                </th>
                <td className="number">{count.toLocaleString("en-US")}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="soft">{counted(figures.pending, "request")} not answered in full.</p>
      </div>
    </Panel>
  );
}
