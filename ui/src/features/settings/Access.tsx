import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useRef, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { RecoverySheet as Sheet } from "../../ipc/generated";
import { useAnswer, useSession } from "../../shared/answers";
import { Field } from "../../shared/controls";
import { Panel, Stopped } from "../../shared/Page";
import { SheetOnce } from "./SheetOnce";

/** What opens the record when a passphrase is lost: whether there is a sheet, and the way to a new one. */
export function Access() {
  const { practice } = useSession();
  const { data: access } = useAnswer("access");
  const memory = useQueryClient();
  const [passphrase, setPassphrase] = useState("");
  const [sheet, setSheet] = useState<Sheet>();
  const [isKept, setKept] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The sheet goes by no memory of answers: it is shown once, and then it is gone.
  const making = useMutation<null, Refused, undefined>({
    mutationFn: async () => {
      setSheet(await call("make_recovery_sheet", passphrase));
      return null;
    },
    gcTime: 0,
    onSuccess: () => memory.invalidateQueries({ queryKey: ["access"] }),
    onError: () => field.current?.focus(),
    onSettled: () => {
      setPassphrase("");
    },
  });

  if (practice) {
    return (
      <Panel title="If a passphrase is lost">
        <p className="panel-body">The practice desk has no passphrase, and needs no recovery sheet.</p>
      </Panel>
    );
  }
  function done() {
    setSheet(undefined);
    setKept(true);
  }

  function make(event: SubmitEvent) {
    event.preventDefault();
    if (passphrase === "") field.current?.focus();
    else if (!making.isPending) {
      setKept(false);
      making.mutate(undefined);
    }
  }

  return (
    <Panel title="If a passphrase is lost">
      <form className="panel-body settings-form" onSubmit={make} aria-label="Make a recovery sheet">
        <p>
          {access?.recovery_sheet === true
            ? "A recovery sheet was made. A new one takes its place: from then on the old one opens this record no more."
            : "No recovery sheet was made yet. Without one, a record whose passphrases are all lost cannot be opened."}
        </p>
        <Field label="Your passphrase" type="password" value={passphrase} onChange={setPassphrase} inputRef={field} />
        {making.error !== null && <Stopped>{making.error.message}</Stopped>}
        <p role="status">{isKept && "The new sheet opens the record from now on."}</p>
        <div>
          <button type="submit" className="button">
            Make a recovery sheet
          </button>
        </div>
      </form>
      <SheetOnce sheet={sheet} onDone={done} />
    </Panel>
  );
}
