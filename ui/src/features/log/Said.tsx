import { useEffect, useRef, useState } from "react";

import { useWords } from "../../shared/answers";
import { Button } from "../../shared/controls";
import { FactQuestion } from "../../shared/FactQuestion";
import { labelOf } from "./itemName";

type Props = {
  /** The answers by the names of the facts. */
  said: Readonly<Record<string, string | undefined>>;
  /** Does the answer hold for every item of the request? */
  isForAll: (fact: string) => boolean;
  onAnswer: (fact: string, value: string) => void;
};

/** Every answer that was given about an item. Each can be given anew. */
export function Said({ said, isForAll, onAnswer }: Props) {
  const { questions } = useWords();
  const [again, setAgain] = useState<string>();
  const buttons = useRef(new Map<string, HTMLElement>());
  const back = useRef<string>(undefined);
  useEffect(() => {
    if (again !== undefined || back.current === undefined) return;
    buttons.current.get(back.current)?.querySelector("button")?.focus();
    back.current = undefined;
  }, [again]);

  function close(fact: string) {
    back.current = fact;
    setAgain(undefined);
  }

  const given = questions.flatMap(({ fact, question, choices }) => {
    const value = said[fact];
    return value === undefined ? [] : [{ fact, question, value, label: labelOf(choices, value) }];
  });
  if (given.length === 0) return null;
  return (
    <section className="said">
      <h3>What you said</h3>
      <ul>
        {given.map(({ fact, question, value, label }) => (
          <li
            key={fact}
            ref={(row) => {
              if (row === null) buttons.current.delete(fact);
              else buttons.current.set(fact, row);
            }}
          >
            {again === fact ? (
              <FactQuestion
                fact={fact}
                given={value}
                instrument={said["instrument"]}
                takesFocus
                onAnswer={(answer) => {
                  onAnswer(fact, answer);
                  close(fact);
                }}
                onCancel={() => {
                  close(fact);
                }}
              />
            ) : (
              <>
                <p>
                  <span className="soft">{question}</span> {label}
                  {isForAll(fact) && <span className="soft"> (all items)</span>}
                </p>
                <Button
                  onPress={() => {
                    setAgain(fact);
                  }}
                >
                  Change <span className="unseen">the answer to: {question}</span>
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
