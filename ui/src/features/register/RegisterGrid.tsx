import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";

import type { RegisterRow } from "../../ipc/generated";
import { useWay } from "../../shared/places";
import { RegisterLine } from "./RegisterLine";

const COLUMNS = ["Request", "Who asks, and what", "What the law says", "What became of it"];

/** So many rows before the end of what was read, the next page is asked for. */
const AHEAD = 60;

/** How high a row of two lines is, in pixels, as register.css has it in `rem`: the clerk may have made letters larger. */
function twoLines(): number {
  return Math.round(3.5 * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 15));
}

type Props = {
  rows: readonly RegisterRow[];
  /** How many there are in all, read or not. */
  total: number;
  /** Does its first row take the focus as soon as it is there? */
  takesFocus: boolean;
  /** Asks for the next page. */
  onReadOn: () => void;
};

/** The rows of the register. Only those in sight, and the one that has the focus, are in the page. */
export function RegisterGrid({ rows, total, takesFocus, onReadOn }: Props) {
  const { go } = useWay();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  // The row that takes the focus as soon as it is there.
  const wanted = useRef(takesFocus ? 0 : undefined);

  // The places of all rows are worked out anew whenever one of these is another function.
  const keyOf = useCallback((index: number) => rows[index]?.entry ?? index, [rows]);
  const [height] = useState(twoLines);
  const guess = useCallback(() => height, [height]);

  // eslint-disable-next-line react-hooks/incompatible-library -- no compiler runs here; nothing of it is memoized
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: keyOf,
    estimateSize: guess,
    overscan: 8,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return shown.includes(active) || active >= rows.length ? shown : [...shown, active].sort((a, b) => a - b);
    },
  });
  const lines = virtual.getVirtualItems();
  const lastShown = virtual.range?.endIndex ?? 0;

  useEffect(() => {
    if (lastShown >= rows.length - AHEAD) onReadOn();
  }, [lastShown, rows.length, onReadOn]);

  useEffect(() => {
    if (wanted.current === undefined) return;
    const line = scroller.current?.querySelector<HTMLElement>(`[data-index="${String(wanted.current)}"]`);
    if (line == null) return;
    wanted.current = undefined;
    line.focus({ preventScroll: true });
    // The rows are at the right place in the grid; where letters are large, the grid may not be within the page.
    line.scrollIntoView({ block: "nearest" });
  });

  const open = useCallback(
    (number: string) => {
      go({ page: "request", number });
    },
    [go],
  );

  function move(to: number) {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    wanted.current = index;
    setActive(index);
    virtual.scrollToIndex(index);
  }

  function press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // One row of the page before stays in sight.
    const page = Math.max(1, lastShown - (virtual.range?.startIndex ?? 0) - 1);
    if (event.key === "ArrowDown") move(active + 1);
    else if (event.key === "ArrowUp") move(active - 1);
    else if (event.key === "PageDown") move(active + page);
    else if (event.key === "PageUp") move(active - page);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(rows.length - 1);
    else return;
    event.preventDefault();
  }

  return (
    <div
      role="grid"
      aria-label="Items"
      aria-rowcount={total + 1}
      aria-colcount={COLUMNS.length}
      className="register-grid"
      tabIndex={-1}
      onKeyDown={press}
    >
      <div role="rowgroup" className="register-columns">
        <div role="row" aria-rowindex={1}>
          {COLUMNS.map((column) => (
            <div key={column} role="columnheader">
              {column}
            </div>
          ))}
        </div>
      </div>
      <div ref={scroller} role="rowgroup" className="register-scroller">
        <div className="register-lines" style={{ height: virtual.getTotalSize() }}>
          {lines.map(({ index, key, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <RegisterLine
                key={key}
                row={row}
                index={index}
                top={start}
                active={index === active}
                onFocus={setActive}
                onOpen={open}
                measure={virtual.measureElement}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
