import { useState } from "react";

import type { Choice } from "../../ipc/generated";
import { ChoiceField } from "../../shared/controls";
import { Reasoned } from "../../shared/Reasoned";

type Props = {
  /** Who can answer for it, where 2(a) bars it; nobody elsewhere. */
  canAnswer: readonly Choice[];
  onDecide: (approve: boolean, answerable: number | null, reason: string) => void;
};

/** A second officer approves or refuses. For what 2(a) bars, an approval says who answers for it. */
export function DecideRelease({ canAnswer, onDecide }: Props) {
  const [answers, setAnswers] = useState("");
  const [tried, setTried] = useState(false);
  const barred = canAnswer.length > 0;

  function approve(reason: string) {
    setTried(true);
    if (barred && answers === "") return;
    onDecide(true, barred ? Number(answers) : null, reason);
  }

  return (
    <Reasoned
      label="Why, or why not"
      acts={[
        {
          name: "Refuse the release",
          main: false,
          act: (reason) => {
            onDecide(false, null, reason);
          },
        },
        { name: "Approve the release", main: true, act: approve },
      ]}
    >
      {barred && (
        <>
          <p className="notice">
            2(a) bars this. An approval says which officer answers for giving it out all the same.
          </p>
          <ChoiceField
            label="Who answers for it"
            choices={canAnswer}
            value={answers}
            onChange={setAnswers}
            none="Choose an officer"
            problem={tried && answers === "" ? "Say who answers for it, or refuse the release." : undefined}
          />
        </>
      )}
    </Reasoned>
  );
}
