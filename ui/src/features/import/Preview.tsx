import type { PreviewRequest } from "../../ipc/generated";
import { readable } from "../../shared/dates";
import { OutcomeTag } from "../../shared/OutcomeTag";

/** The first requests as they would be entered. What was asked is told by its kind; no text of a row stands here. */
export function Preview({ first, recorded }: { first: readonly PreviewRequest[]; recorded: boolean }) {
  return (
    <section className="import-section">
      <h3>{recorded ? "The first requests, as they were entered" : "The first requests, as they would be entered"}</h3>
      <div className="import-problems-frame">
        <table className="import-preview" aria-label="The first requests">
          <thead>
            <tr>
              <th scope="col">Request</th>
              <th scope="col">Who asks</th>
              <th scope="col">What is asked</th>
            </tr>
          </thead>
          <tbody>
            {first.map(({ number, received, agency, items }) => (
              <tr key={number}>
                <th scope="row">
                  <bdi>{number}</bdi>
                  <p className="soft">{readable(received)}</p>
                </th>
                <td>
                  <bdi>{agency}</bdi>
                </td>
                <td>
                  <ul className="import-preview-items">
                    {items.map(({ what, outcome, label, response }, index) => (
                      // The list never changes: one answer, one list.
                      <li key={index}>
                        <OutcomeTag outcome={outcome} label={label} />{" "}
                        <span>
                          {what}. <span className="soft">{response}</span>
                        </span>
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
