import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useRef, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { SettingsView } from "../../ipc/generated";
import { Field } from "../../shared/controls";
import { Panel, Stopped } from "../../shared/Page";
import { StrengthMeter } from "../../shared/StrengthMeter";
import { useStrength } from "../../shared/useStrength";

/** Gives another officer access. Two officers are what releasing a flagged item takes. */
export function AddOfficer({ office }: { office: string }) {
  const memory = useQueryClient();
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const [added, setAdded] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const strength = useStrength({ office, officer: name, passphrase });
  // The passphrase goes by an argument, not by what the mutation remembers.
  const adding = useMutation<SettingsView, Refused, undefined>({
    mutationFn: () => call("add_officer", { name: name.trim(), passphrase }),
    gcTime: 0,
    onSuccess: (settings) => {
      memory.setQueryData(["settings"], settings);
      setAdded(name.trim());
      setName("");
      setTried(false);
    },
    onSettled: () => {
      setPassphrase("");
      setAgain("");
    },
  });

  const problems = {
    name: name.trim() === "" ? "Give the officer’s name." : undefined,
    passphrase: strength?.enough === true ? undefined : "The desk takes no passphrase that is easy to guess.",
    again: again === passphrase ? undefined : "This is not the same passphrase.",
  };
  const shown = (problem: string | undefined) => (tried ? problem : undefined);

  function add(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    setAdded(undefined);
    const wrong = [problems.name, problems.passphrase, problems.again].findIndex((problem) => problem !== undefined);
    if (wrong === -1) {
      if (!adding.isPending) adding.mutate(undefined);
    } else form.current?.querySelectorAll("input")[wrong]?.focus();
  }

  return (
    <Panel title="Add an officer">
      <form ref={form} className="panel-body settings-form" onSubmit={add} aria-label="Add an officer">
        <p className="soft">Each officer opens the desk with a passphrase of their own. Let them type it themselves.</p>
        <Field label="Officer’s name" value={name} onChange={setName} problem={shown(problems.name)} />
        <Field
          label="Their passphrase"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          problem={shown(problems.passphrase)}
        />
        <StrengthMeter strength={strength} />
        <Field
          label="Their passphrase again"
          type="password"
          value={again}
          onChange={setAgain}
          problem={shown(problems.again)}
        />
        {adding.error !== null && <Stopped>{adding.error.message}</Stopped>}
        <div>
          <button type="submit" className="button button-main">
            Add the officer
          </button>
        </div>
        <p role="status">
          {added !== undefined && (
            <>
              <bdi>{added}</bdi> can open the desk now.
            </>
          )}
        </p>
      </form>
    </Panel>
  );
}
