import "./longWork.css";

import { useLayoutEffect, useRef, useState } from "react";
import { Label, ProgressBar } from "react-aria-components";

import { call, type Refused } from "../ipc/call";
import type { HowFar } from "../ipc/generated";
import { Button } from "./controls";
import { Stopped } from "./Page";
import { useHowFar } from "./useHowFar";

type Props = {
  /** Is it under way? */
  underWay: boolean;
  /** What is counted, as in `Entries checked`. */
  counting: string;
  /** How it ended, if it did not end well. */
  refused: Refused | null;
};

/** Work that may last: nothing for a second, then how far it is and a button that stops it. A stop is no fault: it is said
 * as quietly as it was wished. */
export function LongWork({ underWay, counting, refused }: Props) {
  const howFar = useHowFar(underWay);
  const wished = refused?.code === "stopped";
  return (
    <>
      <div role="status" className="work-said">
        {howFar !== null && <p className="unseen">This takes a while. It can be stopped.</p>}
        {wished && <p>{refused.message}</p>}
      </div>
      {howFar !== null && <UnderWay counting={counting} howFar={howFar} />}
      {refused !== null && !wished && <Stopped>{refused.message}</Stopped>}
    </>
  );
}

function UnderWay({ counting, howFar: { done, of } }: { counting: string; howFar: HowFar }) {
  const [stopping, setStopping] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  // The button goes with the work. Whoever stands on it is put back where the work was begun.
  useLayoutEffect(() => {
    const here = frame.current;
    const before = document.activeElement;
    return () => {
      if (here?.contains(document.activeElement) === true && before instanceof HTMLElement) before.focus();
    };
  }, []);
  const figure = (count: number) => count.toLocaleString("en-US");
  const far = of === 0 ? figure(done) : `${figure(done)} of ${figure(of)}`;
  return (
    <div ref={frame} className="work">
      <ProgressBar
        className="work-bar"
        value={done}
        maxValue={Math.max(of, 1)}
        isIndeterminate={of === 0}
        valueLabel={far}
      >
        {({ percentage }) => (
          <>
            <Label>{counting}</Label>
            <span className="work-far">{far}</span>
            <span className="work-track" aria-hidden="true">
              <span
                className={percentage === undefined ? "work-some" : undefined}
                style={{ width: `${String(percentage ?? 100)}%` }}
              />
            </span>
          </>
        )}
      </ProgressBar>
      <Button
        onPress={() => {
          if (stopping) return;
          setStopping(true);
          // If it cannot be stopped it ends by itself, and its own answer says how.
          call("stop_work").catch(() => {
            setStopping(false);
          });
        }}
      >
        {stopping ? "Stopping…" : "Stop"}
      </Button>
    </div>
  );
}
