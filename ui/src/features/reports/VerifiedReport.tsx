import type { Difference, ReportFileView } from "../../ipc/generated";
import { useSession } from "../../shared/answers";
import { counted } from "../../shared/counted";
import { Panel } from "../../shared/Page";
import { bothNames } from "../../shared/quarters";
import { inNewYork } from "../../shared/moment";

/** What a report's file, a receipt or a kept head was found to be. */
export function VerifiedReport({ view }: { view: ReportFileView }) {
  const { file, verdict, said, quarter, as_of: asOf, findings, differences, more } = view;
  const { quarters: first } = useSession();
  const whole = verdict === "same" || verdict === "fits";
  return (
    <Panel
      title={file === "" ? "The seal you typed" : "The file you chose"}
      beside={file === "" ? undefined : <bdi>{file}</bdi>}
    >
      <div className="panel-body report-verified">
        <p className={whole ? "report-whole" : "stopped"}>
          <span aria-hidden="true">{whole ? "✓ " : "! "}</span>
          <bdi>{said}</bdi>
        </p>
        {quarter !== null && asOf !== null && (
          <p>
            It is of {bothNames(quarter, first)}, and speaks of the record of {inNewYork(asOf)}.
          </p>
        )}
        {findings.length > 0 && (
          <ul className="report-checks">
            {findings.map(({ holds, what }) => (
              <li key={what} className={holds ? "check-holds" : "check-open"}>
                <span aria-hidden="true">{holds ? "✓" : "!"}</span>
                <p>
                  <span className="unseen">{holds ? "Holds: " : "Does not hold: "}</span>
                  {what}
                </p>
              </li>
            ))}
          </ul>
        )}
      </div>
      {differences.length > 0 && <Differences differences={differences} more={more} />}
    </Panel>
  );
}

function Differences({ differences, more }: { differences: readonly Difference[]; more: number }) {
  return (
    <div className="report-frame">
      <table className="report-rows">
        <caption className="unseen">What differs between the file and the record</caption>
        <thead>
          <tr>
            <th scope="col">What differs</th>
            <th scope="col">The file says</th>
            <th scope="col">The record says</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ what, in_file: inFile, in_record: inRecord }, place) => (
            // Two places of a hostile file may have one name.
            <tr key={`${String(place)} ${what}`}>
              <th scope="row">
                <bdi>{what}</bdi>
              </th>
              <td>
                <span className="report-side soft">The file: </span>
                <bdi>{inFile}</bdi>
              </td>
              <td>
                <span className="report-side soft">The record: </span>
                <bdi>{inRecord}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className="panel-body soft">and {counted(more, "more place", "more places")}</p>}
    </div>
  );
}
