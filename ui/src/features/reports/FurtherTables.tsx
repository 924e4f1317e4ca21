import type { ReportGroup, ReportTable } from "../../ipc/generated";
import { Panel } from "../../shared/Page";
import { Bar } from "./Bar";

/** What the figures are made of: the tables of the pages that are exported, in the same words. */
export function FurtherTables({ groups }: { groups: readonly ReportGroup[] }) {
  return groups.map((group) => (
    <Panel key={group.title} title={group.title}>
      <details className="report-further">
        <summary>{group.tables.map(({ title }) => title).join(" · ")}</summary>
        {group.note !== "" && <p className="soft">{group.note}</p>}
        {group.tables.map((table) => (
          <FurtherTable key={table.title} table={table} />
        ))}
      </details>
    </Panel>
  ));
}

function FurtherTable({ table }: { table: ReportTable }) {
  const { title, columns, texts, lines, rule, bars } = table;
  return (
    <section className="report-frame">
      <h4>{title}</h4>
      {bars !== null && <Bars quarters={columns.slice(texts)} counts={bars} />}
      {lines.length === 0 ? (
        <p>None.</p>
      ) : (
        <table className="report-counts">
          <caption className="unseen">{title}</caption>
          <thead>
            <tr>
              {columns.map((column, at) => (
                <th key={column} scope="col" className={at < texts ? undefined : "number"}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((cells) => (
              <tr key={cells.slice(0, texts).join("\n")}>
                {cells.map((cell, at) =>
                  at === 0 ? (
                    <th key={columns[at]} scope="row">
                      <bdi>{cell}</bdi>
                    </th>
                  ) : (
                    <td key={columns[at]} className={at < texts ? undefined : "number"}>
                      <bdi>{cell}</bdi>
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="report-note soft">{rule}</p>
    </section>
  );
}

/** Non-mandatory disclosures by quarter. Every bar has its number beside it, and the table below has them again. */
function Bars({ quarters, counts }: { quarters: readonly string[]; counts: readonly number[] }) {
  const longest = Math.max(...counts);
  return (
    <table className="report-counts">
      <caption>Non-mandatory disclosures by quarter</caption>
      <tbody>
        {quarters.map((quarter, at) => (
          <tr key={quarter}>
            <th scope="row">{quarter}</th>
            <td className="number">{(counts[at] ?? 0).toLocaleString("en-US")}</td>
            <Bar count={counts[at] ?? 0} longest={longest} tone="soft" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}
