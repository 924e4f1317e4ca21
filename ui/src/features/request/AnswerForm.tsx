import { type SubmitEvent, useRef, useState } from "react";

import type { Approval, Determination } from "../../ipc/generated";
import { useSession, useWords } from "../../shared/answers";
import { ChoiceField } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { nowInNewYork } from "../log/clock";
import { WhenFields } from "../log/WhenFields";
import { Caution } from "./Caution";

type Props = {
  determination: Determination;
  /** What giving it out takes; null: nothing. */
  approval: Approval | null;
  /** Why the last try was refused. */
  refused: string | undefined;
  onAnswer: (response: string, responded: string, alreadyLeft: boolean) => void;
};

/** What was done about an item, and when. */
export function AnswerForm({ determination, approval, refused, onAnswer }: Props) {
  const { responses } = useWords();
  const { today } = useSession();
  const [response, setResponse] = useState("");
  const [responded, setResponded] = useState(() => nowInNewYork(today));
  const [alreadyLeft, setAlreadyLeft] = useState(false);
  const [tried, setTried] = useState(false);
  const released = response === "released" || response === "released_in_part";
  const unapproved = released && approval !== null && approval.state !== "given";
  const form = useRef<HTMLFormElement>(null);

  function record(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (response !== "" && responded !== "") onAnswer(response, responded, unapproved && alreadyLeft);
    else form.current?.querySelector<HTMLElement>(response === "" ? ".field-button" : 'input[type="date"]')?.focus();
  }

  return (
    <form ref={form} className="request-answer" onSubmit={record} aria-label="Answer this item">
      <h3>Answer this item</h3>
      <div className="request-answer-fields">
        <ChoiceField
          label="What was done"
          choices={responses.filter(({ value }) => value !== "pending")}
          value={response}
          onChange={setResponse}
          none="Choose what was done"
          problem={tried && response === "" ? "Say what was done." : undefined}
        />
        <WhenFields
          label="Answered"
          value={responded}
          onChange={setResponded}
          problem={tried && responded === "" ? "Give the day of the answer." : undefined}
        />
      </div>
      <div role="status">
        {released && <Caution determination={determination} />}
        {unapproved && !alreadyLeft && (
          <p className="notice">No second officer has approved it. Ask first, or say that it has already left.</p>
        )}
      </div>
      {unapproved && (
        <label className="request-left-already">
          <input
            type="checkbox"
            checked={alreadyLeft}
            onChange={(event) => {
              setAlreadyLeft(event.target.checked);
            }}
          />
          <span>
            It has already left: a call, a tip, someone looked. It is recorded as it happened, without approval, and the
            report shows it.
          </span>
        </label>
      )}
      {refused !== undefined && <Stopped>{refused}</Stopped>}
      <div>
        <button type="submit" className="button button-main">
          Record the answer
        </button>
      </div>
    </form>
  );
}
