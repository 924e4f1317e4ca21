import type { Ref } from "react";

import { useWords } from "../../shared/answers";
import { DeterminationSheet } from "../../shared/DeterminationSheet";
import { factsOf, holdsForAll, type Writing } from "./draft";
import { itemName } from "./itemName";
import { Said } from "./Said";
import type { Opinion } from "./useConsidered";

type Props = {
  writing: Writing;
  opinion: Opinion;
  panelRef: Ref<HTMLElement>;
  onAnswer: (item: number, fact: string, value: string) => void;
  /** An open question was answered: on to the next. */
  onGoOn: () => void;
};

/** What the law says about the item that is looked at, and what was said about it. */
export function AnswerPanel({ writing, opinion, panelRef, onAnswer, onGoOn }: Props) {
  const words = useWords();
  const place = writing.items.findIndex(({ id }) => id === writing.selected);
  const line = writing.items[place];
  if (line === undefined) {
    return (
      <section className="panel log-right" aria-label="The answer" ref={panelRef}>
        <h2>The answer</h2>
        <p>Nothing is asked yet. Add what they ask for: what the law says about it stands here.</p>
      </section>
    );
  }
  const determination = opinion.determinations.get(line.id);
  const facts = factsOf(writing, line);
  const known = opinion.considered?.recipient?.value;
  const said = known === undefined ? facts : { recipient: known, ...facts };
  return (
    <section className="panel log-right" aria-label="The answer" ref={panelRef} aria-busy={determination === undefined}>
      <h2>
        {place + 1}. {itemName(words, line)}
      </h2>
      {determination !== undefined && (
        <DeterminationSheet
          key={line.id}
          determination={determination}
          instrument={facts["instrument"]}
          onAnswer={(fact, value) => {
            onAnswer(line.id, fact, value);
            onGoOn();
          }}
        />
      )}
      <Said
        key={`said-${String(line.id)}`}
        said={said}
        isForAll={(fact) => holdsForAll(writing, line.id, fact)}
        onAnswer={(fact, value) => {
          onAnswer(line.id, fact, value);
        }}
      />
    </section>
  );
}
