import { useEffect, useRef } from "react";

import type { Act } from "../ipc/generated";
import { whenTold } from "../ipc/told";

/** The keys of every act. The menu's lines have the same, and each does what its key does. */
const KEYS: Record<Act, readonly string[]> = {
  log_request: ["Ctrl+n"],
  find: ["Ctrl+f"],
  lock: ["Ctrl+l"],
  quit: ["Ctrl+q"],
  undo: [], // its key is the field's own
  today: ["Ctrl+1"],
  register: ["Ctrl+2"],
  exchanges: ["Ctrl+3"],
  reports: ["Ctrl+4"],
  ordinance: ["Ctrl+5"],
  import: ["Ctrl+6"],
  settings: ["Ctrl+7"],
  zoom_in: ["Ctrl++", "Ctrl+="],
  zoom_out: ["Ctrl+-"],
  actual_size: ["Ctrl+0"],
  keys: ["F1"],
  about: [],
};

/** Some systems give a key to the menu, some to the page, some to both. Told by both within this time, in milliseconds,
 * it was pressed once. */
const ONE_PRESS = 300;

type Way = "key" | "menu";

/** Does what keys and the menu ask for, each press once. An act that is not named here is left to others. */
export function useActs(does: Partial<Record<Act, () => void>>) {
  const last = useRef<{ act: Act; way: Way; at: number }>(undefined);
  useEffect(() => {
    function take(act: Act, way: Way): boolean {
      const doing = does[act];
      if (doing === undefined) return false;
      const at = performance.now();
      const before = last.current;
      const heardTwice = before?.act === act && before.way !== way && at - before.at < ONE_PRESS;
      if (!heardTwice) {
        last.current = { act, way, at };
        doing();
      }
      return true;
    }
    function press(event: KeyboardEvent) {
      const act = actOf(event);
      if (act !== undefined && take(act, "key")) event.preventDefault();
    }
    window.addEventListener("keydown", press);
    const deaf = whenTold((told) => {
      if (told.told === "chosen") take(told.act, "menu");
    });
    return () => {
      window.removeEventListener("keydown", press);
      deaf();
    };
  });
}

function actOf(event: KeyboardEvent): Act | undefined {
  if (event.altKey) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const pressed = event.ctrlKey || event.metaKey ? `Ctrl+${key}` : key;
  return (Object.keys(KEYS) as Act[]).find((act) => KEYS[act].includes(pressed));
}
