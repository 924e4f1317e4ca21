import { type SubmitEvent, useRef, useState } from "react";

import type { Answering, RequestItem } from "../../ipc/generated";
import { useSession, useWords } from "../../shared/answers";
import { nowInNewYork } from "../../shared/clock";
import { ChoiceField } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { WhenFields } from "../../shared/WhenFields";
import { AlreadyLeft } from "./AlreadyLeft";
import { AtOnce } from "./AtOnce";
import { Caution } from "./Caution";
import { WhatLeft } from "./WhatLeft";

/** What is said of an answer. */
type Answer = Omit<Answering, "number" | "item">;

type Props = {
  item: RequestItem;
  /** Why the last try was refused. */
  refused: string | undefined;
  onAnswer: (answer: Answer) => void;
};

/** How it leaves where nobody has cleared it: not yet, at once to protect life, or it has already. */
type Leaving = "not_yet" | "at_once" | "already";

/** Why it cannot be recorded as given out yet, and what to do first. */
const NOT_APPROVED = {
  needed: "No second officer has approved it. Ask first.",
  asked: "A second officer has not decided yet. Wait for the decision.",
  refused: "A second officer refused it. Ask again with another reason.",
};
const NOT_FOUND = {
  with_solicitor: "It is with the Solicitor. Record the finding first.",
  no_finding: "Nothing that was asked is done until the Solicitor’s finding. Refer it first.",
  other_facts: "What is known of it has changed since the Solicitor’s finding. Refer it again.",
};

function notYet({ held, approval }: RequestItem): string | undefined {
  if (held !== null) return NOT_FOUND[held];
  return approval === null || approval.state === "given" ? undefined : NOT_APPROVED[approval.state];
}

/** What was done about an item, when, on what basis, and what left. */
export function AnswerForm({ item, refused, onAnswer }: Props) {
  const { responses } = useWords();
  const { today } = useSession();
  const [response, setResponse] = useState("");
  const [responded, setResponded] = useState(() => nowInNewYork(today));
  const [basis, setBasis] = useState("");
  const [whatLeft, setWhatLeft] = useState("");
  const [surplus, setSurplus] = useState(false);
  const [chosen, setLeaving] = useState<Leaving>("not_yet");
  const [tried, setTried] = useState(false);
  const released = response === "released" || response === "released_in_part";
  const stopped = released ? notYet(item) : undefined;
  const leaving = stopped === undefined ? "not_yet" : chosen;
  // A status exchange holds no text.
  const tellsWhatLeft = released && item.ledger === "disclosure";
  const form = useRef<HTMLFormElement>(null);

  function record(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (response === "" || responded === "") {
      form.current?.querySelector<HTMLElement>(response === "" ? ".field-button" : 'input[type="date"]')?.focus();
      return;
    }
    onAnswer({
      response,
      responded,
      already_left: leaving === "already",
      // That it goes out at once is its basis.
      basis: leaving === "at_once" ? "life_safety" : basis,
      surplus: tellsWhatLeft && item.under_paper && surplus,
      what_left: tellsWhatLeft ? whatLeft.trim() : "",
    });
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
        {leaving !== "at_once" && (
          <ChoiceField label="On what basis" choices={item.bases} value={basis} onChange={setBasis} />
        )}
      </div>
      {tellsWhatLeft && (
        <WhatLeft
          whatLeft={whatLeft}
          onWhatLeft={setWhatLeft}
          underPaper={item.under_paper}
          surplus={surplus}
          onSurplus={setSurplus}
        />
      )}
      <div role="status">
        {released && <Caution determination={item.determination} />}
        {stopped !== undefined && leaving === "not_yet" && (
          <p className="notice">
            {stopped} {item.urgent && "Or say that it goes out at once. "}Or say that it has already left.
          </p>
        )}
      </div>
      {stopped !== undefined && item.urgent && (
        <AtOnce
          checked={leaving === "at_once"}
          onChange={(checked) => {
            setLeaving(checked ? "at_once" : "not_yet");
          }}
        />
      )}
      {stopped !== undefined && (
        <AlreadyLeft
          without={item.held === null ? "approval" : "finding"}
          checked={leaving === "already"}
          onChange={(checked) => {
            setLeaving(checked ? "already" : "not_yet");
          }}
        />
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
