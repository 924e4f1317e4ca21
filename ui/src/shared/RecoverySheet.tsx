import "./printed.css";
import "./recovery.css";

import { type SubmitEvent, useEffect, useRef, useState } from "react";

import { call, type Refused } from "../ipc/call";
import type { RecoverySheet as Sheet } from "../ipc/generated";
import { Button, Field } from "./controls";
import { readable } from "./dates";
import { Stopped } from "./Page";

/** The words that are typed back, counted from 1: one from each half of the sheet. */
const ASKED = [4, 11] as const;

type Props = {
  sheet: Sheet;
  /** What comes after the sheet, as its button says it. */
  then: string;
  onDone: () => void;
};

/** The recovery sheet, shown once: to print, to save, or to write down; and then to prove that it can be read. */
export function RecoverySheet({ sheet, then, onDone }: Props) {
  const [typed, setTyped] = useState(["", ""]);
  const [tried, setTried] = useState(false);
  const [said, setSaid] = useState<string>();
  const [refused, setRefused] = useState<Refused>();
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    heading.current?.focus();
  }, []);

  const problems = ASKED.map((number, place) =>
    typed[place]?.trim().toLowerCase() === sheet.words[number - 1]
      ? undefined
      : `This is not word ${String(number)} of the sheet.`,
  );

  function ask(act: () => Promise<string | undefined>) {
    setSaid(undefined);
    setRefused(undefined);
    act().then(setSaid, (reason: unknown) => {
      setRefused(reason as Refused);
    });
  }

  function goOn(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    const wrong = problems.findIndex((problem) => problem !== undefined);
    if (wrong === -1) onDone();
    else form.current?.querySelectorAll("input")[wrong]?.focus();
  }

  return (
    <div className="recovery">
      <article className="panel recovery-paper printed-alone" aria-label="Recovery sheet">
        <h2 ref={heading} tabIndex={-1}>
          Recovery sheet
        </h2>
        <dl>
          <dt>Program</dt>
          <dd>Disclosure Gatekeeper, City of Northampton, Massachusetts</dd>
          <dt>Office</dt>
          <dd>
            <bdi>{sheet.office}</bdi>
          </dd>
          <dt>Made on</dt>
          <dd>{readable(sheet.made)}</dd>
        </dl>
        <ol className="recovery-words" aria-label="The words">
          {sheet.words.map((word, place) => (
            <li key={`${String(place)} ${word}`}>{word}</li>
          ))}
        </ol>
        <p>{sheet.opens}</p>
        <ul>
          {sheet.keep.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </article>
      <form ref={form} className="recovery-form" onSubmit={goOn} aria-label="Keep the sheet">
        <p className="notice">
          The words are shown this one time and are kept nowhere. Print the sheet, or write it down by hand, before you
          go on.
        </p>
        <div className="recovery-acts">
          <Button
            onPress={() => {
              ask(() => call("print", { what: "recovery_sheet" }).then(() => undefined));
            }}
          >
            Print…
          </Button>
          <Button
            onPress={() => {
              ask(() => call("save_recovery_sheet", sheet).then((file) => file ?? undefined));
            }}
          >
            Save as a file…
          </Button>
        </div>
        <p role="status">
          {said !== undefined && (
            <>
              Saved as <bdi>{said}</bdi>. Anybody who opens that file can read the words: move it to the safe.
            </>
          )}
        </p>
        {refused !== undefined && <Stopped>{refused.message}</Stopped>}
        <p>Type two of the words from your sheet.</p>
        <div className="recovery-asked">
          {ASKED.map((number, place) => (
            <Field
              key={number}
              label={`Word ${String(number)}`}
              value={typed[place] ?? ""}
              onChange={(word) => {
                setTyped((before) => before.map((known, at) => (at === place ? word : known)));
              }}
              problem={tried ? problems[place] : undefined}
            />
          ))}
        </div>
        <div>
          <button type="submit" className="button button-main">
            {then}
          </button>
        </div>
      </form>
    </div>
  );
}
