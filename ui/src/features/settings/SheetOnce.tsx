import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";

import type { RecoverySheet as Sheet } from "../../ipc/generated";
import { RecoverySheet } from "../../shared/RecoverySheet";

/** A new recovery sheet, over the page. It is shown this one time: it goes when its words were typed back, and not by a key
 * or a click beside it. */
export function SheetOnce({ sheet, onDone }: { sheet: Sheet | undefined; onDone: () => void }) {
  return (
    <ModalOverlay className="overlay" isOpen={sheet !== undefined} isKeyboardDismissDisabled>
      <Modal className="sheet">
        <Dialog>
          <Heading slot="title">The recovery sheet</Heading>
          {sheet !== undefined && <RecoverySheet sheet={sheet} then="Done" onDone={onDone} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
