import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useRef, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { RecoverySheet as Sheet } from "../../ipc/generated";
import { useAnswer, useSession } from "../../shared/answers";
import { Field } from "../../shared/controls";
import { LongWork } from "../../shared/LongWork";
import { Panel } from "../../shared/Page";
import { SheetOnce } from "./SheetOnce";

/** Another key for the record, after an officer has left who may have kept the one it has. */
export function NewKey() {
  const { practice } = useSession();
  const { data: key } = useAnswer("record_key");
  const memory = useQueryClient();
  const [passphrase, setPassphrase] = useState("");
  const [sheet, setSheet] = useState<Sheet>();
  const [isChanged, setChanged] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // The sheet goes by no memory of answers: it is shown once, and then it is gone.
  const changing = useMutation<null, Refused, undefined>({
    mutationFn: async () => {
      setSheet(await call("change_record_key", passphrase));
      return null;
    },
    gcTime: 0,
    onSuccess: async () => {
      await memory.invalidateQueries({ queryKey: ["record_key"] });
      await memory.invalidateQueries({ queryKey: ["access"] });
    },
    onError: () => field.current?.focus(),
    onSettled: () => {
      setPassphrase("");
    },
  });
  if (practice || key?.may_change !== true) return null;

  function change(event: SubmitEvent) {
    event.preventDefault();
    if (passphrase === "") field.current?.focus();
    else if (!changing.isPending) {
      setChanged(false);
      changing.mutate(undefined);
    }
  }

  return (
    <Panel title="When an officer has left">
      <form className="panel-body settings-form" onSubmit={change} aria-label="Give the record a new key">
        {key.left_since.length > 0 && (
          <p className="notice">
            <bdi>{key.left_since.join(", ")}</bdi> {key.left_since.length === 1 ? "has" : "have"} left and could have
            kept the record’s key. Give it a new one.
          </p>
        )}
        <p>
          Who has left cannot open the record here. With a copy of it and its key, kept from before, they could read
          what comes later. A new key ends that: the record is encrypted anew and checked.
        </p>
        <ul className="settings-points">
          <li>All passphrases stay as they are.</li>
          <li>The recovery sheet is a new one. It is shown once: be ready to print it.</li>
          <li>
            Backups from before still open with the passphrases of their day. Make a new one, then destroy the old.
          </li>
        </ul>
        <Field label="Your passphrase" type="password" value={passphrase} onChange={setPassphrase} inputRef={field} />
        <LongWork underWay={changing.isPending} counting="Entries copied and checked" refused={changing.error} />
        <p role="status">{isChanged && "The record has its new key, and the new sheet opens it."}</p>
        <div>
          <button type="submit" className="button">
            Give the record a new key
          </button>
        </div>
      </form>
      <SheetOnce
        sheet={sheet}
        onDone={() => {
          setSheet(undefined);
          setChanged(true);
        }}
      />
    </Panel>
  );
}
