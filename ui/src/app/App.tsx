import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { Opening } from "../features/opening/Opening";
import { call } from "../ipc/call";
import type { Opening as OpeningState, Words } from "../ipc/generated";
import { RenewContext, SessionContext, WordsContext } from "../shared/answers";
import { Stopped } from "../shared/Page";
import { Desk } from "./Desk";
import { freshMemory } from "./memory";

/** The program: locked or open, and nothing in between. */
export function App() {
  const [state, setState] = useState<{ opening: OpeningState; words: Words }>();
  const [stopped, setStopped] = useState<string>();
  // What one session was told is forgotten with it: each has a memory of its own.
  const [memory, setMemory] = useState(() => freshMemory(lockedOut));

  function lockedOut() {
    call("opening").then(show, fail);
  }
  function show(opening: OpeningState) {
    setMemory(freshMemory(lockedOut));
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

  if (stopped !== undefined) {
    return <Stopped>{stopped} No record was touched. Close the window and start the program again.</Stopped>;
  }
  if (state === undefined) return <div aria-busy="true" />;
  const { opening, words } = state;
  return (
    <WordsContext value={words}>
      <QueryClientProvider client={memory}>
        {opening.state === "open" ? (
          <SessionContext value={opening.session}>
            <RenewContext value={renew}>
              <Desk onLocked={show} />
            </RenewContext>
          </SessionContext>
        ) : (
          <Opening opening={opening} onOpening={show} />
        )}
      </QueryClientProvider>
    </WordsContext>
  );
}
