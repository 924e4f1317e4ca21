import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { Choice, LetterOffered, LetterSaved, LetterWanted } from "../../ipc/generated";
import { Button, ChoiceField, Field } from "../../shared/controls";
import { readable } from "../../shared/dates";
import { Stopped } from "../../shared/Page";
import { staleRecord } from "../../shared/staleRecord";
import { LetterOnPaper } from "./LetterOnPaper";

type Props = { number: string; offered: LetterOffered; onIssued: (file: string) => void };

/** A letter from what it says to its file: it is issued as it was shown, and not before. */
export function PrepareLetter({ number, offered, onIssued }: Props) {
  const { letter, languages, exemptions, wants_reason: wantsReason, latest } = offered;
  const nothingToSay = exemptions.length === 0 && !wantsReason && latest === null;
  const [wanted, setWanted] = useState<LetterWanted>({
    number,
    letter,
    language: languages[0]?.value ?? "en",
    exemptions: [],
    reason: "",
    due: latest ?? "",
  });
  const [confirmed, setConfirmed] = useState<LetterWanted | null>(null);
  const asked = nothingToSay ? wanted : confirmed;
  const [tried, setTried] = useState(false);

  function change(part: Partial<LetterWanted>) {
    setWanted({ ...wanted, ...part });
    setConfirmed(null);
  }

  const missing = {
    exemptions: exemptions.length > 0 && wanted.exemptions.length === 0,
    reason: wantsReason && wanted.reason.trim() === "",
    due: latest !== null && wanted.due === "",
  };

  function show(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (!missing.exemptions && !missing.reason && !missing.due) setConfirmed(wanted);
  }

  return (
    <form className="letter-form" aria-label={`Prepare: ${offered.name}`} onSubmit={show}>
      <div className="letter-fields">
        {languages.length > 1 && (
          <ChoiceField
            label="Language"
            choices={languages}
            value={wanted.language}
            none={languages[0]?.label ?? ""}
            onChange={(language) => {
              change({ language: language === "" ? (languages[0]?.value ?? "en") : language });
            }}
          />
        )}
        {latest !== null && (
          <Field
            label="Answered by"
            hint={`At the latest ${readable(latest)}`}
            type="date"
            value={wanted.due}
            onChange={(due) => {
              change({ due });
            }}
            problem={tried && missing.due ? "Give the date." : undefined}
          />
        )}
      </div>
      {wantsReason && (
        <Field
          label="The reason that the letter gives"
          hint="It is read outside of the office. Name no person."
          value={wanted.reason}
          onChange={(reason) => {
            change({ reason });
          }}
          problem={tried && missing.reason ? "Give a reason." : undefined}
        />
      )}
      {exemptions.length > 0 && (
        <Exemptions
          choices={exemptions}
          chosen={wanted.exemptions}
          missing={tried && missing.exemptions}
          onChange={(exemptions) => {
            change({ exemptions });
          }}
        />
      )}
      {asked === null && (
        <div>
          <button type="submit" className="button button-main">
            Show the letter
          </button>
        </div>
      )}
      {asked !== null && <Shown asked={asked} kept={offered.kept} onIssued={onIssued} />}
    </form>
  );
}

type ExemptionsProps = {
  choices: readonly Choice[];
  chosen: readonly string[];
  missing: boolean;
  onChange: (chosen: string[]) => void;
};

function Exemptions({ choices, chosen, missing, onChange }: ExemptionsProps) {
  return (
    <fieldset className="choices">
      <legend>Exemptions of G.L. c.4 § 7, clause Twenty-sixth, for what is withheld</legend>
      {choices.map(({ value, label }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) => {
              onChange(target.checked ? [...chosen, value].sort() : chosen.filter((other) => other !== value));
            }}
          />
          <span>{label}</span>
        </label>
      ))}
      {missing && <p role="alert">Name at least one exemption.</p>}
    </fieldset>
  );
}

type ShownProps = { asked: LetterWanted; kept: boolean; onIssued: (file: string) => void };

/** The letter as it will stand on paper, and what can be done with it. */
function Shown({ asked, kept, onIssued }: ShownProps) {
  const memory = useQueryClient();
  const issuing = useMutation<LetterSaved | null, Refused>({
    mutationFn: () => call("issue_letter", asked),
    onSuccess: async (saved) => {
      if (saved === null) return;
      memory.setQueryData(["request", asked.number], saved.request);
      onIssued(saved.file);
      await staleRecord(memory);
    },
  });
  const drafting = useMutation<string | null, Refused>({ mutationFn: () => call("draft_letter", asked) });
  const refused = issuing.error ?? drafting.error;
  return (
    <>
      <LetterOnPaper wanted={asked} />
      {!kept && (
        <p className="soft">
          The answer is written in by hand, on paper. What you write there is not kept: write no status anywhere else.
        </p>
      )}
      {refused !== null && <Stopped>{refused.message}</Stopped>}
      <div className="request-acts">
        <Button
          main
          onPress={() => {
            if (!issuing.isPending) issuing.mutate();
          }}
        >
          Issue and save as PDF…
        </Button>
        <Button
          onPress={() => {
            if (!drafting.isPending) drafting.mutate();
          }}
        >
          Save to edit (DOCX)…
        </Button>
      </div>
      <p role="status">
        {drafting.data !== undefined && drafting.data !== null && (
          <>
            Saved as <bdi>{drafting.data}</bdi>. It is not issued by that, and the file is not encrypted.
          </>
        )}
      </p>
    </>
  );
}
