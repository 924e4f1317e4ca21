import { useEffect, useState } from "react";

import { call } from "../ipc/call";
import type { HowFar } from "../ipc/generated";

/** How often the program is asked. */
const EVERY = 200;
/** How many times it was at work before anything shows: a second. What takes less says nothing in between. */
const UNSEEN = 5;

/** How far long work is, once it has taken a second; `null` before, and while none is under way. */
export function useHowFar(underWay: boolean): HowFar | null {
  const [howFar, setHowFar] = useState<HowFar | null>(null);
  useEffect(() => {
    if (!underWay) return undefined;
    let seen = 0;
    let asking = false;
    let over = false;
    const ask = async () => {
      asking = true;
      // Where the work cannot be seen it goes on unseen: its own answer says how it ended.
      const answer = await call("progress").catch(() => null);
      asking = false;
      // While a file is being chosen the work has not begun.
      seen = answer === null ? 0 : seen + 1;
      if (!over) setHowFar(seen > UNSEEN ? answer : null);
    };
    const clock = window.setInterval(() => {
      if (!asking) void ask();
    }, EVERY);
    return () => {
      over = true;
      window.clearInterval(clock);
      setHowFar(null);
    };
  }, [underWay]);
  return howFar;
}
