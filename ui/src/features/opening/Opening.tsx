import { useState } from "react";

import type { Opening as OpeningState, Session } from "../../ipc/generated";
import { FirstStart } from "./FirstStart";
import { Locked } from "./Locked";
import { Recover } from "./Recover";

type Props = { opening: Exclude<OpeningState, { state: "open" }>; onOpen: (session: Session) => void };

/** Before the desk is open: make the record, or open it; with the recovery sheet where a passphrase is lost. */
export function Opening({ opening, onOpen }: Props) {
  const [isLost, setLost] = useState(false);
  if (opening.state === "first_start") return <FirstStart onOpen={onOpen} />;
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
