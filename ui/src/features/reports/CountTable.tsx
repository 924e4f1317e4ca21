import { type ReactNode, useState } from "react";

import type { Count } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { Panel } from "../../shared/Page";
import { Bar } from "./Bar";

/** A line: what is counted under which name. */
export type Line = Count & {
  /** A second count of the same. */
  also?: number;
};

type Props = {
  title: string;
  /** What stands beside the title. */
  beside?: string;
  /** What a line is. */
  what: string;
  /** What is counted. */
  unit: string;
  /** What the second count is, where there is one. */
  alsoUnit?: string;
  counts: readonly Line[];
  /** A colour of tokens.css for the bars, by the name of its tone. */
  tone?: string;
  /** How many lines stand there at first, where there can be very many. */
  few?: number;
  /** What is to be known about the counts. */
  children?: ReactNode;
};

/** Counts with their bars. The table is the chart's text: a bar says nothing that no number beside it says. */
export function CountTable({
  title,
  beside,
  what,
  unit,
  alsoUnit,
  counts,
  tone = "soft",
  few = counts.length,
  children,
}: Props) {
  const [all, setAll] = useState(false);
  const lines = all ? counts : counts.slice(0, few);
  const longest = Math.max(...counts.map(({ count }) => count));
  return (
    <Panel title={title} beside={beside}>
      {counts.length > few && (
        <div className="report-more">
          <p className="soft">
            {lines.length} of {counts.length}, the most first
          </p>
          <Button
            onPress={() => {
              setAll(!all);
            }}
          >
            {all ? `Show the first ${String(few)}` : `Show all ${String(counts.length)}`}
          </Button>
        </div>
      )}
      {counts.length === 0 ? (
        <p className="panel-body">None.</p>
      ) : (
        <div className="report-frame">
          <table className="report-counts">
            <caption className="unseen">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{what}</th>
                <th scope="col" className="number">
                  {unit}
                </th>
                {alsoUnit !== undefined && (
                  <th scope="col" className="number">
                    {alsoUnit}
                  </th>
                )}
                <td className="report-bar" aria-hidden="true" />
              </tr>
            </thead>
            <tbody>
              {lines.map(({ value, label, count, also }) => (
                <tr key={value}>
                  <th scope="row">
                    <bdi>{label}</bdi>
                  </th>
                  <td className="number">{count.toLocaleString("en-US")}</td>
                  {alsoUnit !== undefined && <td className="number">{(also ?? 0).toLocaleString("en-US")}</td>}
                  <Bar count={count} longest={longest} tone={tone} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {children}
    </Panel>
  );
}
