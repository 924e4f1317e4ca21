import { type SubmitEvent, useRef, useState } from "react";

import { call } from "../../ipc/call";
import type { Lacking as Finding, Session } from "../../ipc/generated";
import { Button, Field } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { OpeningFrame } from "./OpeningFrame";
import { useOpening } from "./useOpening";

type Props = {
  finding: Finding;
  /** It is only read. */
  onRead: () => void;
  /** Somebody goes on with it. */
  onOpen: (session: Session) => void;
};

/** The record does not hold everything that was seen of it on this computer: what is wrong, and whether it is only read or
 * gone on with. */
export function Lacking({ finding: { said, words }, onRead, onOpen }: Props) {
  const [typed, setTyped] = useState("");
  const { trying, refused, attempt } = useOpening(onOpen);
  // The title has the focus: nobody goes on by a key too many.
  const field = useRef<HTMLInputElement>(null);

  async function goOn(event: SubmitEvent) {
    event.preventDefault();
    if ((await attempt(() => call("go_on", typed))) === "refused") field.current?.focus();
  }

  return (
    <OpeningFrame title="Something is missing from this record">
      <div className="opening-form">
        <p className="stopped">{said}</p>
        <p>
          Nothing was changed. If nobody put another copy here on purpose, only read it: keep the folder as it is,
          compare the record with the last report or the seals you kept, and look for the newer record or its backup.
        </p>
        <div>
          <Button onPress={onRead} main>
            Open it only to read
          </Button>
        </div>
      </div>
      <form
        className="panel opening-go-on"
        aria-labelledby="go-on-heading"
        onSubmit={(event) => {
          void goOn(event);
        }}
      >
        <h2 id="go-on-heading">Go on with this record</h2>
        <p>
          Only where it is here on purpose, as when a backup was put in the place of a record that is lost. What was
          seen before and what you go on with are kept, outside the record, and every check of the record tells of it.
        </p>
        <Field label="To go on, type these words" hint={words} value={typed} onChange={setTyped} inputRef={field} />
        {refused !== undefined && <Stopped>{refused.message}</Stopped>}
        <div className="opening-acts">
          <button type="submit" className="button">
            Go on with this record
          </button>
          <p role="status" className="soft">
            {trying && "Opening the record…"}
          </p>
        </div>
      </form>
    </OpeningFrame>
  );
}
