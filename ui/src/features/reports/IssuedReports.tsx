import type { IssuedReport } from "../../ipc/generated";
import { useAnswer, useSession } from "../../shared/answers";
import { Button } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { LongWork } from "../../shared/LongWork";
import { Answered, Panel } from "../../shared/Page";
import { bothNames } from "../../shared/quarters";
import { inNewYork } from "../../shared/moment";
import { Saved } from "./Saved";
import { SealList } from "../../shared/SealList";
import { useExport } from "./useExport";

/** The reports that were issued from this desk, the latest first; each can be made again. */
export function IssuedReports() {
  const query = useAnswer("issued_reports");
  return (
    <Answered query={query}>
      {(reports) => (
        <Panel title="Reports issued" beside={reports.length > 0 ? counted(reports.length, "report") : undefined}>
          {reports.length === 0 ? (
            <p className="panel-body soft">
              None yet. A report that is exported here stands in this list from then on.
            </p>
          ) : (
            <List reports={reports} />
          )}
        </Panel>
      )}
    </Answered>
  );
}

function List({ reports }: { reports: readonly IssuedReport[] }) {
  const again = useExport();
  const { quarters: first } = useSession();
  return (
    <>
      <div className="report-again">
        <div role="status" className="report-said">
          {again.done !== null && <Saved exported={again.done} />}
        </div>
        <LongWork underWay={again.underWay} counting="Items counted" refused={again.refused} />
      </div>
      <div className="report-frame">
        <table className="report-rows report-issued">
          <caption className="unseen">Reports issued</caption>
          <thead>
            <tr>
              <th scope="col">Report</th>
              <th scope="col">Issued</th>
              <th scope="col">Seals</th>
              <th scope="col">
                <span className="unseen">Make it again</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {reports.map(({ number, quarter, as_of: asOf, at, by, seals }) => (
              <tr key={number}>
                <th scope="row">
                  <p className="report-name">{bothNames(quarter, first)}</p>
                  <p className="soft">the record of {inNewYork(asOf)}</p>
                </th>
                <td>
                  {inNewYork(at)}
                  <p className="soft">
                    by <bdi>{by}</bdi>
                  </p>
                </td>
                <td>
                  <details>
                    <summary>Show the seals</summary>
                    <SealList seals={seals} />
                  </details>
                </td>
                <td>
                  <Button
                    onPress={() => {
                      again.start(number);
                    }}
                  >
                    Make again…{" "}
                    <span className="unseen">
                      {bothNames(quarter, first)}, issued {inNewYork(at)}
                    </span>
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
