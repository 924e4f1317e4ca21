import "../../shared/printed.css";
import "./receipt.css";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";

import { call, type Refused } from "../../ipc/call";
import type { ReceiptView } from "../../ipc/generated";
import { useAnswerTo } from "../../shared/answers";
import { Button } from "../../shared/controls";
import { readable } from "../../shared/dates";
import { LOGS } from "../../shared/logs";
import { Answered, Stopped } from "../../shared/Page";

type Props = { number: string; item: number };

/** A button that opens the receipt of an item: to read, to print on one page, and to save as the file that others check. */
export function Receipt(wanted: Props) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <Button
        onPress={() => {
          setShown(true);
        }}
      >
        Receipt…
      </Button>
      <ModalOverlay className="overlay" isOpen={shown} isDismissable onOpenChange={setShown}>
        <Modal className="sheet">
          <Dialog>
            <Opened
              wanted={wanted}
              onClose={() => {
                setShown(false);
              }}
            />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

function Opened({ wanted, onClose }: { wanted: Props; onClose: () => void }) {
  const query = useAnswerTo("receipt", wanted);
  const printing = useMutation<null, Refused>({ mutationFn: () => call("print", { what: "receipt", ...wanted }) });
  const saving = useMutation<string | null, Refused>({ mutationFn: () => call("save_receipt", wanted) });
  const refused = saving.error ?? printing.error;
  return (
    <div className="receipt">
      <article className="receipt-paper printed-alone">
        <Heading slot="title">
          Receipt of item {wanted.item} of request <bdi>{wanted.number}</bdi>
        </Heading>
        <Answered query={query}>{(view) => <Paper view={view} />}</Answered>
      </article>
      {refused !== null && <Stopped>{refused.message}</Stopped>}
      <p role="status">
        {saving.data !== undefined && saving.data !== null && (
          <>
            Saved as <bdi>{saving.data}</bdi>. It is not encrypted, and can be handed over as it is.
          </>
        )}
      </p>
      <div className="receipt-acts">
        <Button
          onPress={() => {
            if (!printing.isPending) printing.mutate();
          }}
        >
          Print…
        </Button>
        <Button
          onPress={() => {
            if (!saving.isPending) saving.mutate();
          }}
        >
          Save the file…
        </Button>
        <Button onPress={onClose} main>
          Close
        </Button>
      </div>
    </div>
  );
}

/** What the receipt's file says, on one page of paper. */
function Paper({ view }: { view: ReceiptView }) {
  return (
    <>
      {view.proves.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <table className="receipt-entries">
        <caption>Entries of the item</caption>
        <thead>
          <tr>
            <th scope="col">Entry</th>
            <th scope="col">Entered</th>
            <th scope="col">What it is</th>
          </tr>
        </thead>
        <tbody>
          {view.entries.map(({ seq, at, what }) => (
            <tr key={seq}>
              <td>{seq}</td>
              <td>
                <time dateTime={at}>{readable(at)}</time>
              </td>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>Seal</h3>
      <dl className="receipt-seal">
        <dt>Log</dt>
        <dd>
          {LOGS[view.seal.log] ?? view.seal.log}, {view.seal.size} entries
        </dd>
        <dt>Seal</dt>
        <dd className="receipt-digits">{view.seal.seal}</dd>
        <dt>Root</dt>
        <dd className="receipt-digits">{view.root}</dd>
        <dt>Record</dt>
        <dd className="receipt-digits">{view.desk}</dd>
        <dt>Key</dt>
        <dd className="receipt-digits">{view.key}</dd>
      </dl>
      <h3>How it is checked</h3>
      <ol className="receipt-checks">
        {view.checks.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </>
  );
}
