import { ToggleButton, ToggleButtonGroup } from "react-aria-components";

import type { NeedCount } from "../../ipc/generated";

type Props = {
  counts: readonly NeedCount[];
  /** How many there are in all. */
  total: number;
  /** The kind that is shown; "" for all. */
  kind: string;
  onChange: (kind: string) => void;
};

const ALL = "all";

/** How many requests wait, by how their dates run and by what they wait for. Each figure leads to its requests; none is a
 * result. */
export function NeedKinds({ counts, total, kind, onChange }: Props) {
  const kinds = [{ id: ALL, label: "All", count: total }, ...counts.map((of) => ({ id: of.kind, ...of }))];
  return (
    <ToggleButtonGroup
      className="need-kinds"
      aria-label="Show"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[kind === "" ? ALL : kind]}
      onSelectionChange={([chosen]) => {
        onChange(chosen === undefined || chosen === ALL ? "" : String(chosen));
      }}
    >
      {kinds.map(({ id, label, count }) => (
        <ToggleButton key={id} id={id} className="need-kind">
          {label} <span className={count === 0 ? "need-none" : "need-count"}>{count.toLocaleString("en-US")}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
