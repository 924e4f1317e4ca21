import "./determination.css";

import type { ReactNode } from "react";

import type { Determination } from "../ipc/generated";
import { useWords } from "./answers";
import { FactQuestion } from "./FactQuestion";
import { HowDecided } from "./HowDecided";
import { withWeekday } from "./dates";
import { OutcomeTag } from "./OutcomeTag";

type Props = {
  determination: Determination;
  /** Takes the answer to the one question that is open. Without it the question is told, not asked. */
  onAnswer?: (fact: string, value: string) => void;
  /** The kind of paper, if it is known: help with papers is then about that kind. */
  instrument?: string | undefined;
};

/** What the law says about one item: the answer first, then the law's own words, how it was decided, and what to do now.
 * Its headings are of level 3: it stands in a panel. */
export function DeterminationSheet({ determination, onAnswer, instrument }: Props) {
  const [headline, ...more] = determination.next_steps;
  return (
    <div className="determination">
      <p>
        <OutcomeTag outcome={determination.outcome} label={determination.label} large />
      </p>
      {determination.outcome === null ? (
        <StillOpen
          determination={determination}
          question={
            determination.ask_next === null || onAnswer === undefined ? null : (
              <OpenQuestion fact={determination.ask_next} instrument={instrument} onAnswer={onAnswer} />
            )
          }
        />
      ) : (
        <p className="determination-headline">
          {headline !== undefined && <strong>{headline}</strong>} {determination.because}
        </p>
      )}
      <ClauseText determination={determination} />
      <HowDecided determination={determination} />
      {more.length > 0 && (
        <section>
          <h3>What to do now</h3>
          <ol className="determination-steps">
            {more.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </section>
      )}
      {determination.deadlines.length > 0 && (
        <section>
          <h3>Dates to keep</h3>
          <ul className="determination-dates">
            {determination.deadlines.map((deadline) => (
              <li key={deadline.kind}>
                <strong>{withWeekday(deadline.date)}</strong> {deadline.label}
                <p className="soft">{deadline.how}</p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Origin determination={determination} />
    </div>
  );
}

type OpenQuestionProps = {
  fact: string;
  instrument: string | undefined;
  onAnswer: (fact: string, value: string) => void;
};

/** The question that is open; the next one starts anew. */
function OpenQuestion({ fact, instrument, onAnswer }: OpenQuestionProps) {
  return (
    <FactQuestion
      key={fact}
      fact={fact}
      instrument={instrument}
      onAnswer={(value) => {
        onAnswer(fact, value);
      }}
    />
  );
}

/** What is still possible, and the one question that goes on from here: asked, or only told. */
function StillOpen({ determination, question }: { determination: Determination; question: ReactNode }) {
  const { questions } = useWords();
  const told = questions.find(({ fact }) => fact === determination.ask_next);
  return (
    <>
      <p className="determination-headline">
        <strong>One answer is missing.</strong>
        {question === null && told !== undefined && ` ${told.question}`}
      </p>
      {question}
      {determination.possible.length > 0 && (
        <section>
          <h3>Still possible</h3>
          <ul className="determination-possible">
            {determination.possible.map(({ value, label }) => (
              <li key={value}>
                <OutcomeTag outcome={value} label={label} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** The clause to the letter, with the words that decided marked in it. */
function ClauseText({ determination: { clause, clause_text: text, quote } }: { determination: Determination }) {
  if (text === null || clause === null) return null;
  const at = quote === null ? -1 : text.indexOf(quote);
  return (
    <figure>
      <blockquote className="determination-clause">
        {quote === null || at < 0 ? (
          text
        ) : (
          <>
            {text.slice(0, at)}
            <mark>{quote}</mark>
            {text.slice(at + quote.length)}
          </>
        )}
      </blockquote>
      <figcaption className="soft">Section {clause}</figcaption>
    </figure>
  );
}

/** Where it will be counted, and what it rests on. */
function Origin({ determination }: { determination: Determination }) {
  const { flags } = useWords();
  const { ledger, flag, positions, rules_version: rules, text_version: text } = determination;
  if (determination.outcome === null) return null;
  const flagged = flags.find(({ value }) => value === flag);
  return (
    <dl className="determination-origin soft">
      {ledger === "status_exchange" && (
        <div>
          <dt>Goes into</dt>
          <dd>the § 1373 ledger</dd>
        </div>
      )}
      {flagged !== undefined && flag !== "none" && (
        <div>
          <dt>2(a) flag</dt>
          <dd>{flagged.label}</dd>
        </div>
      )}
      {positions.length > 0 && (
        <div>
          <dt>Positions</dt>
          <dd>{positions.join(", ")}</dd>
        </div>
      )}
      {rules !== null && (
        <div>
          <dt>Rules</dt>
          <dd>
            {rules}
            {text !== null && `, text ${text}`}
          </dd>
        </div>
      )}
    </dl>
  );
}
