import "./question.css";

import { useId, useState } from "react";

import { useWords } from "./answers";
import { Button } from "./controls";
import { PapersHelp } from "./Papers";

/** The facts that are read off a paper. */
const READ_OFF_A_PAPER: readonly string[] = ["instrument", "valid_on_face", "within_scope"];

type Props = {
  /** The name of the fact. */
  fact: string;
  /** The answer that was given before; "" for none. */
  given?: string;
  /** The kind of paper, if it is known: help is then about that kind. */
  instrument?: string | undefined;
  onAnswer: (value: string) => void;
  /** For a question that is asked again: leaves the answer as it was. */
  onCancel?: () => void;
  /** Puts the focus on the first choice as soon as the question is there. */
  takesFocus?: boolean;
};

/** One fact as a question, with its choices. Nothing is taken until it is confirmed, by button or Enter, so that one can
 * read all choices with the arrow keys. */
export function FactQuestion({ fact, given = "", instrument, onAnswer, onCancel, takesFocus = false }: Props) {
  const { questions } = useWords();
  const [chosen, setChosen] = useState(given);
  const id = useId();
  const question = questions.find((asked) => asked.fact === fact);
  if (question === undefined) return null;
  const first = given === "" ? question.choices[0]?.value : given;

  return (
    <form
      className="question"
      data-fact={fact}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen !== "") onAnswer(chosen);
      }}
    >
      <fieldset aria-describedby={question.help === null ? undefined : `${id}-help`}>
        <legend>{question.question}</legend>
        {question.help !== null && (
          <p className="soft" id={`${id}-help`}>
            {question.help}
          </p>
        )}
        {question.choices.map((choice) => (
          <label key={choice.value} className="question-choice">
            <input
              type="radio"
              name={id}
              value={choice.value}
              checked={chosen === choice.value}
              // eslint-disable-next-line jsx-a11y/no-autofocus -- only after an act that leads here
              autoFocus={takesFocus && choice.value === first}
              onChange={() => {
                setChosen(choice.value);
              }}
            />
            <span>
              {choice.label}
              {choice.hint !== null && <span className="soft"> {choice.hint}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <div className="question-acts">
        <button type="submit" className="button" disabled={chosen === ""}>
          Answer<kbd>Enter</kbd>
        </button>
        {onCancel !== undefined && <Button onPress={onCancel}>Leave as it was</Button>}
      </div>
      {READ_OFF_A_PAPER.includes(fact) && <PapersHelp instrument={instrument} />}
    </form>
  );
}
