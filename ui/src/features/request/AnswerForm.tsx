import { type SubmitEvent, useRef, useState } from "react";

import type { Approval, Determination } from "../../ipc/generated";
import { useSession, useWords } from "../../shared/answers";
import { nowInNewYork } from "../../shared/clock";
import { ChoiceField } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { WhenFields } from "../../shared/WhenFields";
import { AlreadyLeft } from "./AlreadyLeft";
import { Caution } from "./Caution";

type Props = {
  determination: Determination;
  /** What giving it out takes; null: nothing. */
  approval: Approval | null;
  /** Why the last try was refused. */
  refused: string | undefined;
  onAnswer: (response: string, responded: string, alreadyLeft: boolean) => void;
};

/** Why it cannot be recorded as given out yet, and what to do first. */
const NOT_APPROVED = {
  needed: "No second officer has approved it. Ask first.",
  asked: "A second officer has not decided yet. Wait for the decision.",
  refused: "A second officer refused it. Ask again with another reason.",
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
  const notApproved =
    released && approval !== null && approval.state !== "given" ? NOT_APPROVED[approval.state] : undefined;
  const form = useRef<HTMLFormElement>(null);

  function record(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (response !== "" && responded !== "") onAnswer(response, responded, notApproved !== undefined && alreadyLeft);
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
        {notApproved !== undefined && !alreadyLeft && (
          <p className="notice">{notApproved} Or say that it has already left.</p>
        )}
      </div>
      {notApproved !== undefined && <AlreadyLeft checked={alreadyLeft} onChange={setAlreadyLeft} />}
      {refused !== undefined && <Stopped>{refused}</Stopped>}
      <div>
        <button type="submit" className="button button-main">
          Record the answer
        </button>
      </div>
    </form>
  );
}
