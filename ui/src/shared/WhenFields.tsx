import "./when.css";

import { useState } from "react";

import { isTime, timeTyped } from "./clock";
import { Field } from "./controls";

type Props = {
  /** What the day is of: "Received". */
  label: string;
  /** `2026-10-07`, `2026-10-07T14:05`, or "". */
  value: string;
  onChange: (when: string) => void;
  problem: string | undefined;
};

/** A day and, where it is known, the time of the day, `14:05`. */
export function WhenFields({ label, value, onChange, problem }: Props) {
  const [day = "", time = ""] = value.split("T");
  // The time stands as it is typed until it is left.
  const [typing, setTyping] = useState<string>();

  function when(day: string, time: string): string {
    return time === "" ? day : `${day}T${time}`;
  }

  return (
    <div className="when" role="group" aria-label={label}>
      <Field
        label={label}
        type="date"
        value={day}
        problem={problem}
        onChange={(changed) => {
          onChange(changed === "" ? "" : when(changed, time));
        }}
      />
      <Field
        label="Time"
        value={typing ?? time}
        onChange={(typed) => {
          setTyping(typed);
          if (day !== "" && isTime(timeTyped(typed))) onChange(when(day, timeTyped(typed)));
        }}
        onBlur={() => {
          if (typing !== undefined && day !== "") onChange(when(day, timeTyped(typing)));
          setTyping(undefined);
        }}
      />
    </div>
  );
}
