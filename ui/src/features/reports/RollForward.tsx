import type { RollForward as Requests } from "../../ipc/generated";
import { Panel } from "../../shared/Page";

/** How many requests waited, came in, were completed, and wait; and apart, how many an order keeps secret. */
export function RollForward({ requests, sealed, complete }: { requests: Requests; sealed: number; complete: boolean }) {
  const lines = [
    { what: "Pending when the quarter began", count: requests.pending_before },
    { what: "Received", count: requests.received },
    { what: "Completed", count: requests.completed },
    { what: complete ? "Pending when it ended" : "Pending so far", count: requests.pending_after },
  ];
  return (
    <Panel title="Requests">
      <table className="report-roll">
        <caption className="unseen">Requests, from the beginning of the quarter to its end</caption>
        <tbody>
          {lines.map(({ what, count }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td className="number">{count.toLocaleString("en-US")}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {sealed > 0 && (
        <p className="panel-body soft">Sealed requests, in no figure here: {sealed.toLocaleString("en-US")}</p>
      )}
    </Panel>
  );
}
