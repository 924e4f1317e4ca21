import { type ReactNode, type RefObject, type SubmitEvent, useState } from "react";

import { call } from "../../ipc/call";
import type { Session } from "../../ipc/generated";
import { ChoiceField, Field } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { useOpening } from "./useOpening";

type Props = {
  officers: readonly string[];
  onOpen: (session: Session) => void;
  /** The passphrase, where the page begins. */
  field: RefObject<HTMLInputElement | null>;
  /** What else one may do here. */
  children?: ReactNode;
};

/** Who opens the desk, and the passphrase. */
export function UnlockForm({ officers, onOpen, field, children }: Props) {
  const [officer, setOfficer] = useState(officers[0] ?? "");
  const [passphrase, setPassphrase] = useState("");
  const { trying, refused, attempt } = useOpening(onOpen);

  async function open(event: SubmitEvent) {
    event.preventDefault();
    if (passphrase === "") {
      field.current?.focus();
      return;
    }
    const tried = attempt(() => call("unlock", { officer, passphrase }));
    setPassphrase("");
    if ((await tried) === "refused") field.current?.focus();
  }

  return (
    <form
      className="opening-form"
      onSubmit={(event) => {
        void open(event);
      }}
    >
      {officers.length > 1 ? (
        <ChoiceField
          label="Officer"
          choices={officers.map((name) => ({ value: name, label: name, hint: null }))}
          value={officer}
          onChange={setOfficer}
          none="Choose who you are"
        />
      ) : (
        <dl className="opening-officer">
          <dt>Officer</dt>
          <dd>{officer}</dd>
        </dl>
      )}
      <Field label="Passphrase" type="password" value={passphrase} onChange={setPassphrase} inputRef={field} />
      {refused !== undefined && <Stopped>{refused.message}</Stopped>}
      <div className="opening-acts">
        <button type="submit" className="button button-main">
          Open<kbd>Enter</kbd>
        </button>
        {children}
        <p role="status" className="soft">
          {trying && "Opening the record…"}
        </p>
      </div>
    </form>
  );
}
