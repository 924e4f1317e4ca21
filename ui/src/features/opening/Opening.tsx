import type { Opening as OpeningState, Session } from "../../ipc/generated";
import { FirstStart } from "./FirstStart";
import { Locked } from "./Locked";

type Props = { opening: Exclude<OpeningState, { state: "open" }>; onOpen: (session: Session) => void };

/** Before the desk is open: make the record, or open it. */
export function Opening({ opening, onOpen }: Props) {
  return opening.state === "first_start" ? (
    <FirstStart onOpen={onOpen} />
  ) : (
    <Locked officers={opening.officers} onOpen={onOpen} />
  );
}
