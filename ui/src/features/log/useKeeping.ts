import { useCallback, useEffect, useRef, useState } from "react";

import { call } from "../../ipc/call";
import { draftOf, type Writing } from "./draft";

/** How long after a change the draft is kept, in milliseconds. */
const REST = 1_000;

export type Keeping = {
  /** Is there a kept draft of this page? */
  isKept: boolean;
  /** Why the draft could not be kept or thrown away; `null` while all is well. */
  trouble: string | null;
  /** Throws the kept draft away; what was about to be kept is not. */
  drop: () => Promise<void>;
};

/** Keeps the page as a draft a moment after each change, and at once when the page is left. */
export function useKeeping(writing: Writing): Keeping {
  const [isKept, setKept] = useState(writing.touched);
  const [trouble, setTrouble] = useState<string | null>(null);
  const waiting = useRef<Writing | null>(null);

  const told = useCallback((act: Promise<null>, keeps: boolean): Promise<void> => {
    return act.then(
      () => {
        setKept(keeps);
        setTrouble(null);
      },
      (reason: unknown) => {
        setTrouble(reason instanceof Error ? reason.message : String(reason));
      },
    );
  }, []);
  const keep = useCallback(() => {
    if (waiting.current === null) return;
    const draft = draftOf(waiting.current);
    waiting.current = null;
    void told(call("keep_draft", draft), true);
  }, [told]);
  const drop = useCallback(() => {
    waiting.current = null;
    return told(call("drop_draft"), false);
  }, [told]);

  const { received, origin, channel, department, agency, facts, items, touched } = writing;
  useEffect(() => {
    if (!touched) return;
    waiting.current = writing;
    const rest = setTimeout(keep, REST);
    return () => {
      clearTimeout(rest);
    };
    // What is looked at is no change of the draft.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [received, origin, channel, department, agency, facts, items, touched, keep]);
  useEffect(() => keep, [keep]);

  return { isKept, trouble, drop };
}
