import type { Session } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { OpeningFrame } from "./OpeningFrame";
import { PracticeDesk } from "./PracticeDesk";
import { UnlockForm } from "./UnlockForm";
import { useFirstField } from "./useFirstField";

type Props = {
  officers: readonly string[];
  onOpen: (session: Session) => void;
  /** Somebody lost the passphrase. */
  onLost: () => void;
};

/** The lock screen: who, and the passphrase. */
export function Locked({ officers, onOpen, onLost }: Props) {
  const field = useFirstField();
  return (
    <OpeningFrame title="The desk is locked">
      <UnlockForm officers={officers} onOpen={onOpen} field={field}>
        <Button onPress={onLost}>Open with the recovery sheet</Button>
      </UnlockForm>
      <PracticeDesk onOpen={onOpen} />
    </OpeningFrame>
  );
}
