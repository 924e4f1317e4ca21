import { useState } from "react";

import type { Answers } from "../../ipc/generated";
import { useWords } from "../../shared/answers";
import { Button, ChoiceField } from "../../shared/controls";
import { DeterminationSheet } from "../../shared/DeterminationSheet";
import { Answered, Panel } from "../../shared/Page";
import { useWhatIf } from "./useWhatIf";

/** Facts to choose, and what the law would say of them. Nothing of it is recorded. */
export function WhatIf() {
  const { questions } = useWords();
  const [facts, setFacts] = useState<Answers>({});
  const query = useWhatIf(facts);
  const next = query.data?.ask_next;

  return (
    <div className="what-if">
      <Panel title="What if" beside="nothing is recorded">
        <div className="panel-body what-if-facts">
          {questions.map(({ fact, question, choices }) => (
            <div key={fact} className={fact === next ? "what-if-fact what-if-next" : "what-if-fact"}>
              <ChoiceField
                label={question}
                choices={choices}
                value={facts[fact] ?? ""}
                onChange={(value) => {
                  setFacts((facts) => chosen({ ...facts, [fact]: value }));
                }}
              />
              {fact === next && <p>This answer is missing.</p>}
            </div>
          ))}
          <div>
            <Button
              onPress={() => {
                setFacts({});
              }}
            >
              Start over
            </Button>
          </div>
        </div>
      </Panel>
      <Panel title="What the law would say">
        <div className="panel-body">
          <Answered query={query}>
            {(determination) => (
              <>
                <p role="status" className="unseen">
                  {determination.label}
                </p>
                <DeterminationSheet determination={determination} instrument={facts["instrument"]} />
              </>
            )}
          </Answered>
        </div>
      </Panel>
    </div>
  );
}

/** The facts that are chosen: one that was taken back is not asked with. */
function chosen(facts: Answers): Answers {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ""));
}
