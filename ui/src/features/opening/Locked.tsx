import type { Session } from "../../ipc/generated";
import { OpeningFrame } from "./OpeningFrame";
import { PracticeDesk } from "./PracticeDesk";
import { UnlockForm } from "./UnlockForm";
import { useFirstField } from "./useFirstField";

type Props = { officers: readonly string[]; onOpen: (session: Session) => void };

/** The lock screen: who, and the passphrase. */
export function Locked({ officers, onOpen }: Props) {
  const field = useFirstField();
  return (
    <OpeningFrame title="The desk is locked">
      <UnlockForm officers={officers} onOpen={onOpen} field={field} />
      <PracticeDesk onOpen={onOpen} />
    </OpeningFrame>
  );
}
