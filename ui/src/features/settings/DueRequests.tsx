import type { DueRequest } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { readable } from "../../shared/dates";

type Props = {
  due: readonly DueRequest[];
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
};

/** The requests that may be destroyed, to choose from. */
export function DueRequests({ due, chosen, onChoose }: Props) {
  const all = due.every(({ number }) => chosen.has(number));

  function choose(number: string, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(number);
    else next.delete(number);
    onChoose(next);
  }

  return (
    <div className="due">
      <table className="settings-table">
        <caption className="unseen">Requests that may be destroyed</caption>
        <thead>
          <tr>
            <th scope="col">
              <label>
                <input
                  type="checkbox"
                  checked={all}
                  onChange={() => {
                    onChoose(new Set(all ? [] : due.map(({ number }) => number)));
                  }}
                />{" "}
                All listed
              </label>
            </th>
            <th scope="col">Last entry</th>
            <th scope="col">May be destroyed from</th>
            <th scope="col">What there is</th>
          </tr>
        </thead>
        <tbody>
          {due.map(({ number, last_entry, since, texts }) => (
            <tr key={number}>
              <th scope="row">
                <label>
                  <input
                    type="checkbox"
                    checked={chosen.has(number)}
                    onChange={(event) => {
                      choose(number, event.target.checked);
                    }}
                  />{" "}
                  <bdi>{number}</bdi>
                </label>
              </th>
              <td>{readable(last_entry)}</td>
              <td>{readable(since)}</td>
              <td>{counted(texts, "text or scan", "texts and scans")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
