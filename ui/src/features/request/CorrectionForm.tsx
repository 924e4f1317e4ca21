import "./correction.css";

import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from "react";

import type { CorrectionView } from "../../ipc/generated";
import { useWords } from "../../shared/answers";
import { Button, ChoiceField } from "../../shared/controls";
import { OutcomeTag } from "../../shared/OutcomeTag";
import { Stopped } from "../../shared/Page";
import { Changes } from "./Timeline";
import type { ConsideredCorrection } from "./useConsideredCorrection";

type Props = {
  /** What is corrected: "Correct this item". */
  title: string;
  /** What the program says it would change. */
  considered: ConsideredCorrection;
  why: string;
  onWhy: (why: string) => void;
  /** Why the last try was refused. */
  refused: string | undefined;
  onRecord: () => void;
  onCancel: () => void;
  /** The fields, filled with what stands there. */
  children: ReactNode;
};

/** What was entered wrongly is entered anew: the fields, the reason, what changes, and the two ways out. */
export function CorrectionForm({ title, considered, why, onWhy, refused, onRecord, onCancel, children }: Props) {
  const { corrections } = useWords();
  const { view, upToDate } = considered;
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const unplaced = view?.problems.filter(({ field }) => field === "") ?? [];
  const unchanged = view !== undefined && view.problems.length === 0 && view.changes.length === 0;

  function record(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    // What it changes is shown before it is recorded: a press that comes sooner waits for the next.
    if (!upToDate) return;
    if (why === "") form.current?.querySelector<HTMLElement>("[data-field='why'] .field-button")?.focus();
    else if (view !== undefined && view.problems.length > 0)
      form.current
        ?.querySelector<HTMLElement>("[data-invalid] :is(input, textarea, button), input[data-invalid]")
        ?.focus();
    else if (!unchanged) onRecord();
  }

  return (
    <form ref={form} className="correction" onSubmit={record} aria-label={title}>
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <p className="soft">What stands there now stays in the timeline. This is a new entry beside it.</p>
      <div className="correction-fields">{children}</div>
      <div data-field="why">
        <ChoiceField
          label="Why it is corrected"
          choices={corrections}
          value={why}
          onChange={onWhy}
          none="Choose the reason"
          problem={tried && why === "" ? "Say why. The reason stands in the record." : undefined}
        />
      </div>
      <section className="correction-preview" aria-label="What changes" role="status">
        {view !== undefined && <WhatChanges view={view} />}
        {tried && unchanged && <p className="notice">Nothing is different from what stands there.</p>}
      </section>
      {unplaced.map(({ message }) => (
        <Stopped key={message}>{message}</Stopped>
      ))}
      {refused !== undefined && <Stopped>{refused}</Stopped>}
      <div className="correction-acts">
        <Button onPress={onCancel}>Leave it as it is</Button>
        <button type="submit" className="button button-main">
          Record the correction
        </button>
      </div>
    </form>
  );
}

function WhatChanges({ view: { changes, determination, notes } }: { view: CorrectionView }) {
  if (changes.length === 0) return null;
  return (
    <>
      <h4>What changes</h4>
      <Changes changes={changes} />
      {determination !== null && (
        <p>
          The law says then: <OutcomeTag outcome={determination.outcome} label={determination.label} />{" "}
          {determination.because}
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="notice">
          {note}
        </p>
      ))}
    </>
  );
}

/** What is wrong with a field. */
export function problemOf(view: CorrectionView | undefined, field: string): string | undefined {
  return view?.problems.find((problem) => problem.field === field)?.message;
}
