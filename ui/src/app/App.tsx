import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { Lacking } from "../features/opening/Lacking";
import { Opening } from "../features/opening/Opening";
import { call } from "../ipc/call";
import type { Opening as OpeningState, Words } from "../ipc/generated";
import { whenTold } from "../ipc/told";
import { RenewContext, SessionContext, WordsContext } from "../shared/answers";
import { Stopped } from "../shared/Page";
import { About } from "./About";
import { Desk } from "./Desk";
import { Keys } from "./Keys";
import { freshMemory } from "./memory";
import { tellTouches } from "./touches";
import { useActs } from "./useActs";
import { useZoom } from "./useZoom";

/** How long the program waits for a touch, as long as nobody has opened the desk: then nothing hangs on it. */
const USUAL_IDLE_MINUTES = 10;

/** The program: locked or open, and nothing in between. */
export function App() {
  const [state, setState] = useState<{ opening: OpeningState | undefined; words: Words }>();
  const [stopped, setStopped] = useState<string>();
  // What one session was told is forgotten with it: each has a memory of its own.
  const [memory, setMemory] = useState(() => freshMemory(lockedOut));
  const [sheet, setSheet] = useState<"keys" | "about">();
  // A record that lacks what was seen of it is shown once somebody chose to read it.
  const [onlyRead, setOnlyRead] = useState(false);
  const { percent, zoom } = useZoom();

  function lockedOut() {
    // Nothing of the record is shown from here on, however long the answer takes.
    setState((known) => known && { ...known, opening: undefined });
    call("opening").then(show, fail);
  }
  function show(opening: OpeningState) {
    setMemory(freshMemory(lockedOut));
    setOnlyRead(false);
    setState((known) => known && { ...known, opening });
  }
  function renew() {
    call("opening").then((opening) => {
      setState((known) => known && { ...known, opening });
    }, fail);
  }
  function fail(reason: unknown) {
    setStopped(reason instanceof Error ? reason.message : String(reason));
  }

  useEffect(() => {
    Promise.all([call("opening"), call("words")]).then(([opening, words]) => {
      setState({ opening, words });
    }, fail);
  }, []);

  useEffect(() =>
    whenTold(({ told }) => {
      if (told === "locked") lockedOut();
    }),
  );

  const session = state?.opening?.state === "open" ? state.opening.session : undefined;
  const idleMinutes = session?.idle_minutes ?? USUAL_IDLE_MINUTES;
  useEffect(
    () =>
      tellTouches(idleMinutes, () => {
        // Whoever is not heard finds the desk locked a little earlier.
        call("touch").catch(() => undefined);
      }),
    [idleMinutes, session],
  );

  useActs({
    keys: () => {
      setSheet((shown) => (shown === "keys" ? undefined : "keys"));
    },
    about: () => {
      setSheet("about");
    },
    zoom_in: () => {
      zoom("in");
    },
    zoom_out: () => {
      zoom("out");
    },
    actual_size: () => {
      zoom("reset");
    },
    quit: () => {
      call("quit").catch(fail);
    },
    undo: () => {
      // The only way to a field's own undo.
      // eslint-disable-next-line @typescript-eslint/no-deprecated
      document.execCommand("undo");
    },
  });
  function closeSheet() {
    setSheet(undefined);
  }

  if (stopped !== undefined) {
    return <Stopped>{stopped} No record was touched. Close the window and start the program again.</Stopped>;
  }
  if (state?.opening === undefined) return <div aria-busy="true" />;
  const { opening, words } = state;
  return (
    <WordsContext value={words}>
      <QueryClientProvider client={memory}>
        {opening.state === "open" && opening.session.lacking !== null && !onlyRead ? (
          <Lacking
            finding={opening.session.lacking}
            onRead={() => {
              setOnlyRead(true);
            }}
            onOpen={(session) => {
              show({ state: "open", session });
            }}
          />
        ) : opening.state === "open" ? (
          <SessionContext value={opening.session}>
            <RenewContext value={renew}>
              <Desk
                onLocked={show}
                onKeys={() => {
                  setSheet("keys");
                }}
              />
            </RenewContext>
          </SessionContext>
        ) : (
          <Opening opening={opening} onOpening={show} />
        )}
        <Keys shown={sheet === "keys"} onClose={closeSheet} />
        <About shown={sheet === "about"} onClose={closeSheet} />
        <p role="status" className="unseen">
          {percent !== undefined && `Shown at ${String(percent)} percent`}
        </p>
      </QueryClientProvider>
    </WordsContext>
  );
}
