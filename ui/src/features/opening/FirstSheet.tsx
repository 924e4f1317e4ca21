import { Refused } from "../../ipc/call";
import type { RecoverySheet as Sheet } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { RecoverySheet } from "../../shared/RecoverySheet";
import { OpeningFrame } from "./OpeningFrame";

type Props = {
  /** The sheet, or why there is none; `undefined` while it is being made. */
  sheet: Sheet | Refused | undefined;
  onDone: () => void;
};

/** After the record was made: the sheet that opens it when a passphrase is lost. */
export function FirstSheet({ sheet, onDone }: Props) {
  return (
    <OpeningFrame title="The recovery sheet">
      {sheet === undefined && <p role="status">The record is made. The recovery sheet is being made…</p>}
      {sheet instanceof Refused && (
        <div className="opening-form">
          <Stopped>The record is made, but the recovery sheet is not. {sheet.message}</Stopped>
          <p>Make the sheet under Settings: without it, a lost passphrase is lost data.</p>
          <div>
            <Button onPress={onDone} main>
              Go to the desk
            </Button>
          </div>
        </div>
      )}
      {sheet !== undefined && !(sheet instanceof Refused) && (
        <RecoverySheet sheet={sheet} then="Go to the desk" onDone={onDone} />
      )}
    </OpeningFrame>
  );
}
