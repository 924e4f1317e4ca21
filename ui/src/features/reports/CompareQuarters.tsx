import { useState } from "react";

import type { ComparisonView, QuarterChoice, RestatedFigure } from "../../ipc/generated";
import { useAnswerTo, useSession } from "../../shared/answers";
import { ChoiceField } from "../../shared/controls";
import { Answered, Panel } from "../../shared/Page";
import { bothNames, quarterChoices } from "../../shared/quarters";
import { inNewYork } from "../../shared/moment";

/** The quarter that is shown beside another one: the key figures of both, and what was restated of each. */
export function CompareQuarters({ shown, quarters }: { shown: QuarterChoice; quarters: readonly QuarterChoice[] }) {
  const { quarters: first } = useSession();
  const [other, setOther] = useState("");
  const others = quarters.filter(({ quarter }) => quarter.id !== shown.quarter.id);
  if (others.length === 0) return null;
  return (
    <Panel title="Beside another quarter">
      <div className="panel-body report-with">
        <ChoiceField
          label="Compare with"
          choices={quarterChoices(others, first)}
          value={other}
          onChange={setOther}
          none="No other quarter"
        />
      </div>
      {other !== "" && <Compared quarter={shown.quarter.id} other={other} />}
    </Panel>
  );
}

function Compared({ quarter, other }: { quarter: string; other: string }) {
  const query = useAnswerTo("compare_quarters", { quarter, with: other });
  return (
    <Answered query={query}>
      {(view) => (
        <>
          <Figures view={view} />
          <Restated restated={view.restated} />
        </>
      )}
    </Answered>
  );
}

function Figures({ view: { earlier, later, figures } }: { view: ComparisonView }) {
  const { quarters: first } = useSession();
  return (
    <div className="report-frame">
      <table className="report-counts report-compared">
        <caption className="unseen">Key figures of two quarters</caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {[earlier, later].map(({ quarter, complete }) => (
              <th key={quarter.id} scope="col" className="number">
                {bothNames(quarter, first)}
                {!complete && <span className="report-so-far"> so far</span>}
              </th>
            ))}
            <th scope="col" className="number">
              Difference
            </th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ figure, label, earlier: before, later: after, difference }) => (
            <tr key={figure}>
              <th scope="row">{label}</th>
              <td className="number">{before.toLocaleString("en-US")}</td>
              <td className="number">{after.toLocaleString("en-US")}</td>
              <td className="number">{difference}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is not any more what the last report of its quarter said. */
function Restated({ restated }: { restated: readonly RestatedFigure[] }) {
  const { quarters: first } = useSession();
  if (restated.length === 0) {
    return <p className="report-note soft">No figure of either quarter has been restated.</p>;
  }
  return (
    <div className="report-frame">
      <table className="report-counts report-compared">
        <caption>Restated since the last report of the quarter</caption>
        <thead>
          <tr>
            <th scope="col">Figure</th>
            <th scope="col">Quarter, and its last report</th>
            <th scope="col" className="number">
              It said
            </th>
            <th scope="col" className="number">
              Now
            </th>
          </tr>
        </thead>
        <tbody>
          {restated.map(({ quarter, issued_as_of: asOf, label, was, now }) => (
            <tr key={`${quarter.id} ${label}`}>
              <th scope="row">{label}</th>
              <td>
                {bothNames(quarter, first)}
                <p className="soft">the record of {inNewYork(asOf)}</p>
              </td>
              <td className="number">{was.toLocaleString("en-US")}</td>
              <td className="number">{now.toLocaleString("en-US")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
