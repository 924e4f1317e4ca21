import { type SubmitEvent, useId, useRef, useState } from "react";

import type { QuarterLabel, SettingsView } from "../../ipc/generated";
import { Field } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { Panel, Stopped } from "../../shared/Page";
import { useChangeSetting } from "./useChangeSetting";

const LABELS: readonly { first: QuarterLabel; label: string; hint: string }[] = [
  { first: "fiscal", label: "The City’s fiscal year", hint: "FY2027-Q2 (2026-Q4)" },
  { first: "calendar", label: "The calendar year", hint: "2026-Q4 (FY2027-Q2)" },
];
const MOST_MINUTES = 60;

/** How quarters are named, and when the desk locks itself. */
export function HowItWorks({ settings }: { settings: SettingsView }) {
  const { quarters, idle_minutes: idle } = settings;
  const [minutes, setMinutes] = useState(String(idle));
  const [wrong, setWrong] = useState(false);
  const [said, setSaid] = useState("");
  const name = useId();
  const field = useRef<HTMLInputElement>(null);
  const changing = useChangeSetting((change) => {
    if (change.change === "show_quarters") setSaid("Every page names quarters this way now.");
    else if (change.change === "lock_after") {
      setSaid(`The desk locks itself after ${counted(change.minutes, "minute")} without a touch now.`);
    }
  });

  function lockAfter(event: SubmitEvent) {
    event.preventDefault();
    setSaid("");
    const wanted = /^\d{1,2}$/.test(minutes.trim()) ? Number(minutes) : 0;
    const fits = wanted >= 1 && wanted <= MOST_MINUTES;
    setWrong(!fits);
    if (!fits) field.current?.focus();
    else if (!changing.isPending) changing.mutate({ change: "lock_after", minutes: wanted });
  }

  return (
    <Panel title="How this desk works">
      <div className="panel-body settings-form">
        <fieldset className="choices">
          <legend>Quarters are named first by</legend>
          {LABELS.map(({ first, label, hint }) => (
            <label key={first}>
              <input
                type="radio"
                name={name}
                checked={quarters === first}
                onChange={() => {
                  setSaid("");
                  changing.mutate({ change: "show_quarters", first });
                }}
              />
              <span>
                {label} <span className="soft">{hint}</span>
              </span>
            </label>
          ))}
        </fieldset>
        <form className="settings-line" onSubmit={lockAfter} aria-label="When the desk locks itself">
          <Field
            label="Minutes without a touch until the desk locks itself"
            value={minutes}
            onChange={(typed) => {
              setMinutes(typed);
              setWrong(false);
            }}
            problem={wrong ? `Give a number of minutes from 1 to ${String(MOST_MINUTES)}.` : undefined}
            inputRef={field}
          />
          <button type="submit" className="button">
            Set
          </button>
        </form>
        {changing.error !== null && <Stopped>{changing.error.message}</Stopped>}
        <p role="status">{said}</p>
      </div>
    </Panel>
  );
}
