import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { FieldError, Label, Text, TextArea, TextField } from "react-aria-components";

import { call } from "../../ipc/call";
import type { Session } from "../../ipc/generated";
import { Button, ChoiceField, Field } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { StrengthMeter } from "../../shared/StrengthMeter";
import { useStrength } from "../../shared/useStrength";
import { OpeningFrame } from "./OpeningFrame";
import { useOpening } from "./useOpening";

type Props = { officers: readonly string[]; onOpen: (session: Session) => void; onBack: () => void };
type Fields = "words" | "officer" | "passphrase" | "again";

/** A passphrase is lost: the words of the recovery sheet give an officer a new one. */
export function Recover({ officers, onOpen, onBack }: Props) {
  const [words, setWords] = useState("");
  const [officer, setOfficer] = useState(officers.length === 1 ? (officers[0] ?? "") : "");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [tried, setTried] = useState(false);
  const { trying, refused, attempt } = useOpening(onOpen);
  const strength = useStrength({ office: "", officer, passphrase });
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);

  useEffect(() => {
    field.current?.focus();
  }, []);

  const problems: Record<Fields, string | undefined> = {
    words: words.trim() === "" ? "Type the words from the sheet." : undefined,
    officer: officer === "" ? "Choose who gets a new passphrase." : undefined,
    passphrase: strength?.enough === true ? undefined : "The desk takes no passphrase that is easy to guess.",
    again: again === passphrase ? undefined : "The two are not the same. Type it once more.",
  };
  const shown = (field: Fields) => (tried ? problems[field] : undefined);
  const atWords = refused?.code === "recovery_words" ? refused.message : undefined;

  function goTo(field: Fields) {
    form.current?.querySelector<HTMLElement>(`[data-field="${field}"] :is(textarea, input, button)`)?.focus();
  }

  async function recover(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    const wrong = (Object.keys(problems) as Fields[]).find((field) => problems[field] !== undefined);
    if (wrong !== undefined) {
      goTo(wrong);
      return;
    }
    // The words stay until they were right: they are long to type. Like the passphrases, they go with this page.
    if ((await attempt(() => call("recover", { words, officer, passphrase }))) === "refused") goTo("words");
  }

  return (
    <OpeningFrame title="Open with the recovery sheet">
      <form
        ref={form}
        className="opening-form"
        onSubmit={(event) => {
          void recover(event);
        }}
      >
        <p>
          The words of the recovery sheet give one officer a new passphrase. Nothing in the record changes, and the
          record tells that the sheet was used.
        </p>
        <TextField
          className="field"
          data-field="words"
          value={words}
          onChange={setWords}
          isInvalid={(shown("words") ?? atWords) !== undefined}
          validationBehavior="aria"
          autoComplete="off"
        >
          <Label>The words</Label>
          <Text slot="description" className="soft">
            All 12, in their order, with blanks between them.
          </Text>
          <TextArea ref={field} rows={3} spellCheck="false" autoCapitalize="none" />
          <FieldError>{shown("words") ?? atWords}</FieldError>
        </TextField>
        <div data-field="officer">
          {officers.length > 1 ? (
            <ChoiceField
              label="Officer"
              choices={officers.map((name) => ({ value: name, label: name, hint: null }))}
              value={officer}
              onChange={setOfficer}
              none="Choose who gets a new passphrase"
              problem={shown("officer")}
            />
          ) : (
            <dl className="opening-officer">
              <dt>Officer</dt>
              <dd>{officer}</dd>
            </dl>
          )}
        </div>
        <div data-field="passphrase">
          <Field
            label="New passphrase"
            hint="Four or more words that do not belong together."
            type="password"
            value={passphrase}
            onChange={setPassphrase}
            problem={shown("passphrase")}
          />
        </div>
        <StrengthMeter strength={strength} />
        <div data-field="again">
          <Field
            label="New passphrase again"
            type="password"
            value={again}
            onChange={setAgain}
            problem={shown("again")}
          />
        </div>
        {refused !== undefined && atWords === undefined && <Stopped>{refused.message}</Stopped>}
        <div className="opening-acts">
          <button type="submit" className="button button-main">
            Set the passphrase and open
          </button>
          <Button onPress={onBack}>Back</Button>
          <p role="status" className="soft">
            {trying && "Opening the record…"}
          </p>
        </div>
      </form>
    </OpeningFrame>
  );
}
