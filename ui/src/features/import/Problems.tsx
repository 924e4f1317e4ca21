import type { ImportProblem } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { Quoting } from "./Quoting";

/** What has to be mended before anything is recorded, row by row. */
export function Problems({ problems, count }: { problems: readonly ImportProblem[]; count: number }) {
  const more = count > problems.length;
  return (
    <>
      <p>
        <strong>
          {counted(count, "problem")}. Nothing is recorded.
          {more && ` The first ${problems.length.toLocaleString("en-US")} are listed; mend these and check again.`}
        </strong>
      </p>
      <div className="import-problems-frame">
        <table className="import-problems" aria-label="Problems">
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Column</th>
              <th scope="col">What stands there</th>
              <th scope="col">What is wrong, and what would be right</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ row, column, value, message }, index) => (
              // The list never changes: one answer, one list.
              <tr key={index}>
                <th scope="row" className={row === null ? undefined : "import-row"}>
                  {row === null ? "The whole file" : row.toLocaleString("en-US")}
                </th>
                <td>{column !== null && <bdi>{column}</bdi>}</td>
                <td>{value !== null && <bdi>{value}</bdi>}</td>
                <td>
                  <Quoting>{message}</Quoting>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {problems.some(({ row }) => row !== null) && (
        <p className="soft">Row 1 is the first line under the names of the columns.</p>
      )}
    </>
  );
}
