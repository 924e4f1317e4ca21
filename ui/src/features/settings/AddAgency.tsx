import { type SubmitEvent, useRef, useState } from "react";

import { useWords } from "../../shared/answers";
import { ChoiceField, Field } from "../../shared/controls";
import { Panel, Stopped } from "../../shared/Page";
import { useAddAgency } from "./useAddAgency";

const BLANK = { name: "", aliases: "", recipient: "" };

/** Adds an agency that the shipped directory does not know. What was typed stays until it is added. */
export function AddAgency() {
  const { questions } = useWords();
  const [typed, setTyped] = useState(BLANK);
  const [tried, setTried] = useState(false);
  const [added, setAdded] = useState<string>();
  const form = useRef<HTMLFormElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const adding = useAddAgency((agency) => {
    setTyped(BLANK);
    setTried(false);
    setAdded(agency.name);
    name.current?.focus();
  });
  const nameless = typed.name.trim() === "";
  const change = (field: keyof typeof BLANK) => (value: string) => {
    setTyped((typed) => ({ ...typed, [field]: value }));
  };

  function add(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    setAdded(undefined);
    if (nameless) name.current?.focus();
    else if (typed.recipient === "") form.current?.querySelector<HTMLElement>(".field-button")?.focus();
    else if (!adding.isPending) {
      const aliases = typed.aliases.split(",").map((alias) => alias.trim());
      adding.mutate({
        name: typed.name.trim(),
        aliases: aliases.filter((alias) => alias !== ""),
        recipient: typed.recipient,
      });
    }
  }

  return (
    <Panel title="Add an agency">
      <form ref={form} className="panel-body settings-form" onSubmit={add} aria-label="Add an agency">
        <Field
          label="Name"
          hint="As reports shall show it."
          value={typed.name}
          onChange={change("name")}
          problem={tried && nameless ? "Give its name." : undefined}
          inputRef={name}
        />
        <Field
          label="Other names"
          hint="Short forms and spellings, separated by commas."
          value={typed.aliases}
          onChange={change("aliases")}
        />
        <ChoiceField
          label="Class"
          choices={questions.find(({ fact }) => fact === "recipient")?.choices ?? []}
          value={typed.recipient}
          onChange={change("recipient")}
          problem={tried && typed.recipient === "" ? "Choose what it is." : undefined}
          none="Choose what it is"
        />
        {adding.error !== null && <Stopped>{adding.error.message}</Stopped>}
        <div>
          <button type="submit" className="button button-main">
            Add the agency
          </button>
        </div>
        <p role="status">
          {added !== undefined && (
            <>
              <bdi>{added}</bdi> was added.
            </>
          )}
        </p>
      </form>
    </Panel>
  );
}
