import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useContext, useRef, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import { RenewContext, useSession } from "../../shared/answers";
import { Field } from "../../shared/controls";
import { Panel, Stopped } from "../../shared/Page";
import { StrengthMeter } from "../../shared/StrengthMeter";
import { useStrength } from "../../shared/useStrength";

/** Whoever works at the desk chooses another passphrase. */
export function ChangePassphrase() {
  const { office, officer, practice } = useSession();
  const renew = useContext(RenewContext);
  const [old, setOld] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const strength = useStrength({ office, officer, passphrase });
  const changing = useMutation<null, Refused, undefined>({
    mutationFn: () => call("change_passphrase", { old, passphrase }),
    gcTime: 0,
    onSuccess: renew,
    onError: () => form.current?.querySelector("input")?.focus(),
    onSettled: () => {
      setOld("");
      setPassphrase("");
      setAgain("");
      setTried(false);
    },
  });
  if (practice) return null;

  const problems = [
    old === "" ? "Type the passphrase you have now." : undefined,
    strength?.enough === true ? undefined : "The desk takes no passphrase that is easy to guess.",
    again === passphrase ? undefined : "This is not the same passphrase.",
  ];
  const shown = (place: number) => (tried ? problems[place] : undefined);

  function change(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    const wrong = problems.findIndex((problem) => problem !== undefined);
    if (wrong === -1) {
      if (!changing.isPending) changing.mutate(undefined);
    } else form.current?.querySelectorAll("input")[wrong]?.focus();
  }

  return (
    <Panel title="Change your passphrase">
      <form ref={form} className="panel-body settings-form" onSubmit={change} aria-label="Change your passphrase">
        <Field label="Passphrase now" type="password" value={old} onChange={setOld} problem={shown(0)} />
        <Field label="New passphrase" type="password" value={passphrase} onChange={setPassphrase} problem={shown(1)} />
        <StrengthMeter strength={strength} />
        <Field label="New passphrase again" type="password" value={again} onChange={setAgain} problem={shown(2)} />
        {changing.error !== null && <Stopped>{changing.error.message}</Stopped>}
        <div>
          <button type="submit" className="button">
            Change the passphrase
          </button>
        </div>
        <p role="status">{changing.isSuccess && "Your new passphrase opens the desk from now on."}</p>
      </form>
    </Panel>
  );
}
