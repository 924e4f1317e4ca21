import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";

import type { RegisterRow } from "../../ipc/generated";
import { useWay } from "../../shared/places";
import type { Column } from "./columns";
import { RegisterLine } from "./RegisterLine";

/** So many rows before the end of what was read, the next page is asked for. */
const AHEAD = 60;

/** With more columns than these, rows need more room before they are columns at all. */
const FEW = 5;

/** How high a row of two lines is, in pixels, as register.css has it in `rem`: the clerk may have made letters larger. */
function twoLines(): number {
  return Math.round(3.5 * (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 15));
}

/** Where somebody is in the list: the row they opened, and how far it is scrolled. */
export type Stand = { opened: number | undefined; offset: number };

type Props = {
  rows: readonly RegisterRow[];
  columns: readonly Column[];
  /** How many there are in all, read or not; none: they were not all counted. */
  total: number | undefined;
  /** Where the list begins; none: at its first row. */
  start: Stand | undefined;
  /** Does the row it begins with take the focus as soon as it is there? */
  takesFocus: boolean;
  /** Asks for the next page. */
  onReadOn: () => void;
  /** Told where somebody is, whenever that changes. */
  onStand: (stand: Stand) => void;
  /** Esc: out of the list. */
  onLeave: () => void;
};

/** The rows of the register. Only those in sight, and the one that has the focus, are in the page. */
export function RegisterGrid(props: Props) {
  const { rows, columns, total, start, takesFocus, onReadOn, onStand, onLeave } = props;
  const { go } = useWay();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      rows.findIndex(({ entry }) => entry === start?.opened),
    ),
  );
  // The row that takes the focus as soon as it is there.
  const wanted = useRef(takesFocus ? active : undefined);

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
    initialOffset: start?.offset ?? 0,
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

  // Entries that were made meanwhile stand above: the row goes where its item is now.
  const opened = useRef(start?.opened);
  useEffect(() => {
    if (opened.current === undefined) return;
    const now = rows.findIndex(({ entry }) => entry === opened.current);
    if (now >= 0) setActive(now);
  }, [rows]);

  useEffect(() => {
    onStand({ opened: opened.current, offset: virtual.scrollOffset ?? 0 });
  });

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
    ({ entry, request }: RegisterRow) => {
      opened.current = entry;
      onStand({ opened: entry, offset: scroller.current?.scrollTop ?? 0 });
      go({ page: "request", number: request });
    },
    [go, onStand],
  );
  const moveTo = useCallback((index: number) => {
    // Whoever moves on is not at the row they opened any more.
    opened.current = undefined;
    setActive(index);
  }, []);

  function move(to: number) {
    const index = Math.max(0, Math.min(rows.length - 1, to));
    wanted.current = index;
    moveTo(index);
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
    else if (event.key === "Escape") onLeave();
    else return;
    event.preventDefault();
  }

  const widths = { "--register-columns": columns.map(({ width }) => width).join(" ") } as CSSProperties;
  return (
    <div
      role="grid"
      aria-label="Items"
      // -1: how many there are in all was not counted.
      aria-rowcount={total === undefined ? -1 : total + 1}
      aria-colcount={columns.length}
      className={columns.length > FEW ? "register-grid register-grid-wide" : "register-grid"}
      style={widths}
      tabIndex={-1}
      onKeyDown={press}
    >
      <div role="rowgroup" className="register-columns">
        <div role="row" aria-rowindex={1}>
          {columns.map(({ name, heading }) => (
            <div key={name} role="columnheader">
              {heading}
            </div>
          ))}
        </div>
      </div>
      <div ref={scroller} role="rowgroup" className="register-scroller">
        <div className="register-lines" style={{ height: virtual.getTotalSize() }}>
          {lines.map(({ index, key, start: top }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <RegisterLine
                key={key}
                row={row}
                columns={columns}
                index={index}
                top={top}
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
