import { memo, type Ref } from "react";

import type { RegisterRow } from "../../ipc/generated";
import type { Column } from "./columns";
import { RegisterCell } from "./RegisterCell";

type Props = {
  row: RegisterRow;
  columns: readonly Column[];
  /** Its place among the rows sought, from 0. */
  index: number;
  /** Where it stands, in pixels from the top. */
  top: number;
  /** Is it the one that Tab goes to? */
  active: boolean;
  onFocus: (index: number) => void;
  onOpen: (row: RegisterRow) => void;
  measure: Ref<HTMLDivElement>;
};

/** One item on two lines. The whole of it opens its request; the grid around it moves from row to row. */
export const RegisterLine = memo(function RegisterLine(props: Props) {
  const { row, columns, index, top, active, onFocus, onOpen, measure } = props;
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
        onOpen(row);
      }}
      onKeyDown={({ key }) => {
        if (key === "Enter") onOpen(row);
      }}
    >
      {columns.map(({ name }) => (
        <div key={name} role="gridcell">
          <RegisterCell row={row} column={name} />
        </div>
      ))}
    </div>
  );
});
