import type { NonMandatoryRow } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { readable } from "../../shared/dates";
import { Panel } from "../../shared/Page";
import { RequestLink } from "./RequestLink";

/** Each disclosure that no law required, what 2(a) bars first: when, to whom, what, how near it comes to 2(a), and who
 * answers for it. */
export function NonMandatory({ rows }: { rows: readonly NonMandatoryRow[] }) {
  return (
    <Panel title="Disclosures that no law required" beside={counted(rows.length, "item")}>
      <div className="report-frame">
        <table className="report-rows">
          <caption className="unseen">Disclosures that no law required</caption>
          <thead>
            <tr>
              <th scope="col">Request</th>
              <th scope="col">To whom, and what</th>
              <th scope="col">Determination, and the 2(a) flag</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.request}/${String(row.item)}`}>
                <th scope="row">
                  <RequestLink number={row.request} />
                  <p className="soft">
                    item {row.item}, {readable(row.responded)}
                  </p>
                </th>
                <td>
                  <bdi>{row.agency}</bdi>
                  <p className="soft">
                    <bdi>{row.what}</bdi>
                  </p>
                </td>
                <td>
                  {row.label}
                  <p className="soft">{row.flag}</p>
                  {row.release !== null && (
                    <p>
                      <bdi>{row.release}</bdi>
                    </p>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
