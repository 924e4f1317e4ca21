import type { LogView, MappingDraft } from "../../ipc/generated";
import { counted } from "../../shared/counted";

/** How many values of a column are told. */
const TOLD = 3;

/** The file's columns with a few values each, and what each is taken as. */
export function TheirColumns({ log, mapping }: { log: LogView; mapping: MappingDraft }) {
  const takenAs = (name: string) =>
    log.ours.filter(({ column }) => mapping.columns[column] === name).map(({ label }) => label);
  return (
    <div className="import-problems-frame">
      <table className="import-columns" aria-label="Columns of the file">
        <thead>
          <tr>
            <th scope="col">Column of the file</th>
            <th scope="col">What stands in it</th>
            <th scope="col">Taken as</th>
          </tr>
        </thead>
        <tbody>
          {log.columns.map(({ name, values, more }, index) => {
            const filled = values.filter(({ text }) => text !== "");
            const others = filled.length - TOLD;
            const ours = takenAs(name);
            return (
              // The columns stay as they are for as long as the file does.
              <tr key={index}>
                <th scope="row">{name === "" ? "(no name)" : <bdi>{name}</bdi>}</th>
                <td>
                  {filled.length === 0 && <span className="soft">Nothing</span>}
                  {filled.slice(0, TOLD).map(({ text }) => (
                    <bdi key={text} className="import-quoted">
                      {text}
                    </bdi>
                  ))}
                  {more ? (
                    <span className="soft"> and many more</span>
                  ) : (
                    others > 0 && <span className="soft"> and {counted(others, "other")}</span>
                  )}
                </td>
                <td>{ours.length === 0 ? <span className="soft">Left out</span> : ours.join(", ")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
