import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";

import { Button } from "../shared/controls";

type Props = { title: string; shown: boolean; onClose: () => void; children: ReactNode };

/** A sheet over the page that is read and closed. */
export function Sheet({ title, shown, onClose, children }: Props) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen={shown}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="sheet">
        <Dialog>
          <Heading slot="title">{title}</Heading>
          {children}
          <Button onPress={onClose} main>
            Close
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
