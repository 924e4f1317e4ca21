import { useState } from "react";

import type { Opening as OpeningState, Session } from "../../ipc/generated";
import { FirstStart } from "./FirstStart";
import { Locked } from "./Locked";
import { PracticeLocked } from "./PracticeLocked";
import { Recover } from "./Recover";

type Props = { opening: Exclude<OpeningState, { state: "open" }>; onOpening: (opening: OpeningState) => void };

/** Before the desk is open: make the record, or open it, with the recovery sheet where a passphrase is lost; or go on with
 * the practice. */
export function Opening({ opening, onOpening }: Props) {
  const [isLost, setLost] = useState(false);
  function onOpen(session: Session) {
    onOpening({ state: "open", session });
  }
  switch (opening.state) {
    case "first_start":
      return <FirstStart onOpen={onOpen} />;
    case "practice":
      return <PracticeLocked officers={opening.officers} onOpen={onOpen} onEnd={onOpening} />;
    case "locked":
      return isLost ? (
        <Recover
          officers={opening.officers}
          onOpen={onOpen}
          onBack={() => {
            setLost(false);
          }}
        />
      ) : (
        <Locked
          officers={opening.officers}
          onOpen={onOpen}
          onLost={() => {
            setLost(true);
          }}
        />
      );
  }
}
