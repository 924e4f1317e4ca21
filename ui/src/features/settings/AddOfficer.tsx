import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useRef, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { NewOfficer, OfficersView } from "../../ipc/generated";
import { ChoiceField, Field } from "../../shared/controls";
import { Panel, Stopped } from "../../shared/Page";
import { StrengthMeter } from "../../shared/StrengthMeter";
import { useStrength } from "../../shared/useStrength";

/** Gives another officer access. Two officers are what releasing a flagged item takes. */
export function AddOfficer({ office, view }: { office: string; view: OfficersView }) {
  const memory = useQueryClient();
  const [name, setName] = useState("");
  const [role, setRole] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const [added, setAdded] = useState<string>();
  // Not of somebody who has left since.
  const isThere = view.officers.some((officer) => officer.name === added && !officer.left);
  const form = useRef<HTMLFormElement>(null);
  const strength = useStrength({ office, officer: name, passphrase });
  // The passphrase goes by an argument, not by what the mutation remembers.
  const adding = useMutation<OfficersView, Refused, undefined>({
    // The list holds the roles and nothing else.
    mutationFn: () => call("add_officer", { name: name.trim(), role: role as NewOfficer["role"], passphrase }),
    gcTime: 0,
    onSuccess: (officers) => {
      memory.setQueryData(["officers"], officers);
      setAdded(name.trim());
      setName("");
      setRole("");
      setTried(false);
    },
    onSettled: () => {
      setPassphrase("");
      setAgain("");
    },
  });

  const problems = {
    name: name.trim() === "" ? "Give the officer’s name." : undefined,
    role: role === "" ? "Choose what the officer does." : undefined,
    passphrase: strength?.enough === true ? undefined : "The desk takes no passphrase that is easy to guess.",
    again: again === passphrase ? undefined : "This is not the same passphrase.",
  };
  const shown = (problem: string | undefined) => (tried ? problem : undefined);

  function add(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    setAdded(undefined);
    const inOrder = [problems.name, problems.role, problems.passphrase, problems.again];
    const wrong = inOrder.findIndex((problem) => problem !== undefined);
    if (wrong === -1) {
      if (!adding.isPending) adding.mutate(undefined);
    } else form.current?.querySelectorAll<HTMLElement>("input:not([type=hidden]), .field-button")[wrong]?.focus();
  }

  return (
    <Panel title="Add an officer">
      <form ref={form} className="panel-body settings-form" onSubmit={add} aria-label="Add an officer">
        <p className="soft">
          Each officer opens the desk with a passphrase of their own. Give them one to begin with: until they have
          replaced it, they approve nothing.
        </p>
        <Field label="Officer’s name" value={name} onChange={setName} problem={shown(problems.name)} />
        <ChoiceField
          label="Their role"
          choices={view.roles}
          value={role}
          onChange={setRole}
          problem={shown(problems.role)}
          none="Choose what they do"
        />
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
          {isThere && (
            <>
              <bdi>{added}</bdi> can open the desk now.
            </>
          )}
        </p>
      </form>
    </Panel>
  );
}
