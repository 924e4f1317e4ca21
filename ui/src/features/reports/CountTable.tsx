import { useState } from "react";

import type { Count } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { Panel } from "../../shared/Page";
import { Bar } from "./Bar";

type Props = {
  title: string;
  /** What a line is. */
  what: string;
  /** What is counted. */
  unit: string;
  counts: readonly Count[];
  /** How many lines stand there at first, where there can be very many. */
  few?: number;
};

/** Counts with their bars. */
export function CountTable({ title, what, unit, counts, few = counts.length }: Props) {
  const [all, setAll] = useState(false);
  const lines = all ? counts : counts.slice(0, few);
  const longest = Math.max(...counts.map(({ count }) => count));
  return (
    <Panel title={title}>
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
                <td className="report-bar" aria-hidden="true" />
              </tr>
            </thead>
            <tbody>
              {lines.map(({ value, label, count }) => (
                <tr key={value}>
                  <th scope="row">
                    <bdi>{label}</bdi>
                  </th>
                  <td className="number">{count.toLocaleString("en-US")}</td>
                  <Bar count={count} longest={longest} tone="soft" />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
