import type { Opening as OpeningState, Session } from "../../ipc/generated";
import { FirstStart } from "./FirstStart";
import { Locked } from "./Locked";
import { PracticeLocked } from "./PracticeLocked";

type Props = { opening: Exclude<OpeningState, { state: "open" }>; onOpening: (opening: OpeningState) => void };

/** Before the desk is open: make the record, or open it; or go on with the practice. */
export function Opening({ opening, onOpening }: Props) {
  function onOpen(session: Session) {
    onOpening({ state: "open", session });
  }
  switch (opening.state) {
    case "first_start":
      return <FirstStart onOpen={onOpen} />;
    case "locked":
      return <Locked officers={opening.officers} onOpen={onOpen} />;
    case "practice":
      return <PracticeLocked officers={opening.officers} onOpen={onOpen} onEnd={onOpening} />;
  }
}
