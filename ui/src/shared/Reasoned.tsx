import "./reasoned.css";

import { type ReactNode, type SubmitEvent, useRef, useState } from "react";

import { Button, Field, LongField } from "./controls";

type Act = { name: string; main: boolean; act: (words: string) => void };

type Props = {
  label: string;
  /** What stands there if it is left empty. */
  missing?: string;
  /** Are a few lines wanted? Else one. */
  long?: boolean;
  /** Is the field to take the focus at once? Only after an act that leads here. */
  takesFocus?: boolean;
  acts: readonly Act[];
  /** What has to be said before the words. */
  children?: ReactNode;
  /** Leaves it as it was. */
  onCancel?: () => void;
};

/** Words, and what can be done with them. No act without any: they stand in the record. */
export function Reasoned({
  label,
  missing = "Give a reason.",
  long = false,
  takesFocus = false,
  acts,
  children,
  onCancel,
}: Props) {
  const [words, setWords] = useState("");
  const [tried, setTried] = useState(false);
  const line = useRef<HTMLInputElement>(null);
  const lines = useRef<HTMLTextAreaElement>(null);
  const isMissing = words.trim() === "";
  const field = {
    label,
    hint: "It stands in the record. Name no person.",
    value: words,
    onChange: setWords,
    problem: tried && isMissing ? missing : undefined,
    takesFocus,
  };

  function withWords(act: (words: string) => void) {
    setTried(true);
    if (isMissing) (lines.current ?? line.current)?.focus();
    else act(words.trim());
  }

  return (
    <form
      className="reasoned"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
      }}
    >
      {children}
      {long ? <LongField {...field} inputRef={lines} /> : <Field {...field} inputRef={line} />}
      <div className="reasoned-acts">
        {acts.map(({ name, main, act }) => (
          <Button
            key={name}
            main={main}
            onPress={() => {
              withWords(act);
            }}
          >
            {name}
          </Button>
        ))}
        {onCancel !== undefined && <Button onPress={onCancel}>Leave as it was</Button>}
      </div>
    </form>
  );
}
