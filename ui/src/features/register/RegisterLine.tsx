import { memo, type Ref } from "react";

import type { RegisterRow } from "../../ipc/generated";
import { useWords } from "../../shared/answers";
import { readable } from "../../shared/dates";
import { OutcomeTag } from "../../shared/OutcomeTag";

type Props = {
  row: RegisterRow;
  /** Its place among the rows sought, from 0. */
  index: number;
  /** Where it stands, in pixels from the top. */
  top: number;
  /** Is it the one that Tab goes to? */
  active: boolean;
  onFocus: (index: number) => void;
  onOpen: (number: string) => void;
  measure: Ref<HTMLDivElement>;
};

/** One item on two lines. The whole of it opens its request; the grid around it moves from row to row. */
export const RegisterLine = memo(function RegisterLine(props: Props) {
  const { row, index, top, active, onFocus, onOpen, measure } = props;
  const { responses, flags } = useWords();
  const response = responses.find(({ value }) => value === row.response)?.label ?? row.response;
  const flag = row.flag === null || row.flag === "none" ? null : flags.find(({ value }) => value === row.flag)?.label;

  return (
    <div
      ref={measure}
      role="row"
      className="register-line"
      // The first row is the one of the headings.
      aria-rowindex={index + 2}
      data-index={index}
      tabIndex={active ? 0 : -1}
      style={{ transform: `translateY(${String(top)}px)` }}
      onFocus={() => {
        onFocus(index);
      }}
      onClick={() => {
        onOpen(row.request);
      }}
      onKeyDown={({ key }) => {
        if (key === "Enter") onOpen(row.request);
      }}
    >
      <div role="gridcell">
        <strong>{row.request}</strong>
        <p className="soft">
          Item {row.item} · {readable(row.received.slice(0, 10))}
        </p>
      </div>
      <div role="gridcell">
        <bdi>{row.agency}</bdi>
        <p className="soft">
          <bdi>{row.what}</bdi>
        </p>
      </div>
      <div role="gridcell">
        <OutcomeTag outcome={row.outcome} label={row.label} />
        {/* The first words of a flag's label are its name; the rest explains it. */}
        {flag != null && <p className="soft">2(a) flag: {flag.split(":")[0]}</p>}
      </div>
      <div role="gridcell">
        {response}
        {row.responded !== null && <p className="soft">{readable(row.responded.slice(0, 10))}</p>}
      </div>
    </div>
  );
});
