import { useState } from "react";

import type { Answers, ItemCorrection, RequestItem } from "../../ipc/generated";
import { useSession, useWords } from "../../shared/answers";
import { ChoiceField, LongField } from "../../shared/controls";
import { WhenFields } from "../../shared/WhenFields";
import { AlreadyLeft } from "./AlreadyLeft";
import { CorrectionForm, problemOf } from "./CorrectionForm";
import { useConsideredCorrection } from "./useConsideredCorrection";
import { useRequestAct } from "./useRequestAct";

type Props = { number: string; item: RequestItem; onClose: () => void };

/** What was recorded about an item, to be entered anew: what was asked and said, when it was determined, the answer. */
export function CorrectItem({ number, item, onClose }: Props) {
  const { questions, responses, directions } = useWords();
  const { today } = useSession();
  const answered = item.response !== "pending";
  const [draft, setDraft] = useState<ItemCorrection>({
    number,
    item: item.item,
    why: "",
    facts: Object.fromEntries(item.facts.map(({ fact, value }) => [fact, value])),
    decided: item.decided,
    direction: item.direction_value ?? "",
    description: item.description ?? "",
    response: item.response,
    responded: item.responded ?? "",
    already_left: false,
  });
  const considered = useConsideredCorrection("consider_item_correction", { ...draft, why: "" });
  const { view } = considered;
  const recording = useRequestAct("correct_item", onClose);
  const change = (changed: Partial<ItemCorrection>) => {
    setDraft((draft) => ({ ...draft, ...changed }));
  };
  const asked = draft.already_left || (view?.needs_approval ?? null) !== null;

  return (
    <CorrectionForm
      title="Correct this item"
      considered={considered}
      why={draft.why}
      onWhy={(why) => {
        change({ why });
      }}
      refused={recording.error?.message}
      onRecord={() => {
        recording.mutate(draft);
      }}
      onCancel={onClose}
    >
      {item.ledger === "disclosure" && (
        <div className="correction-wide">
          <LongField
            label="What was asked"
            hint="Without the person."
            value={draft.description}
            onChange={(description) => {
              change({ description });
            }}
            problem={problemOf(view, "description")}
          />
        </div>
      )}
      {questions.map(({ fact, question, choices }) => (
        <ChoiceField
          key={fact}
          label={question}
          choices={choices}
          value={draft.facts[fact] ?? ""}
          onChange={(value) => {
            change({ facts: answeredWith(draft.facts, fact, value) });
          }}
          problem={problemOf(view, fact)}
        />
      ))}
      <WhenFields
        label="Determined on"
        value={draft.decided}
        onChange={(decided) => {
          change({ decided });
        }}
        problem={problemOf(view, "decided")}
      />
      {item.direction_value !== null && (
        <ChoiceField
          label="Direction"
          choices={directions}
          value={draft.direction}
          onChange={(direction) => {
            change({ direction });
          }}
          problem={problemOf(view, "direction")}
        />
      )}
      {answered && (
        <ChoiceField
          label="What was done"
          choices={responses.map((choice) =>
            choice.value === "pending" ? { ...choice, label: "It was not answered after all" } : choice,
          )}
          value={draft.response}
          onChange={(response) => {
            const taken = response === "pending" || response === "";
            change({
              response: taken ? "pending" : response,
              responded: taken ? "" : draft.responded === "" ? (item.responded ?? today) : draft.responded,
              already_left: false,
            });
          }}
          problem={problemOf(view, "response")}
        />
      )}
      {answered && draft.response !== "pending" && (
        <WhenFields
          label="Answered"
          value={draft.responded}
          onChange={(responded) => {
            change({ responded });
          }}
          problem={problemOf(view, "responded")}
        />
      )}
      {asked && (
        <div className="correction-wide">
          {!draft.already_left && <p className="notice">{view?.needs_approval}</p>}
          <AlreadyLeft
            without="approval"
            checked={draft.already_left}
            onChange={(already_left) => {
              change({ already_left });
            }}
          />
        </div>
      )}
    </CorrectionForm>
  );
}

/** The answers with one more; "" takes the answer back. */
function answeredWith(facts: Answers, fact: string, value: string): Answers {
  const others = Object.entries(facts).filter(([name]) => name !== fact);
  return Object.fromEntries(value === "" ? others : [...others, [fact, value]]);
}
