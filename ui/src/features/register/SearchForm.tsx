import { memo, type Ref } from "react";

import type { Choice } from "../../ipc/generated";
import { AgencyField } from "../../shared/AgencyField";
import { useAnswer, useSession, useWords } from "../../shared/answers";
import { ChoiceField, Field } from "../../shared/controls";
import { quarterChoices } from "../../shared/quarters";
import { DUES, dueThen, inOrder, LEDGERS, NO_ORDER, orderChoices, orderWord, type Search } from "./search";

const NOT_SETTLED: Choice = { value: "not_settled", label: "One question is open", hint: null };

/** The parts of a search that are chosen from closed lists. */
type Part = Exclude<keyof Search, "text" | "agency" | "order" | "due" | "ascending">;

type Props = {
  search: Search;
  /** Who has logged something. */
  officers: readonly string[];
  onChange: (change: (search: Search) => Search) => void;
  /** Enter in the text: on to the first row. */
  onEnter: () => void;
  /** Esc in the text: everything again. */
  onClear: () => void;
  inputRef: Ref<HTMLInputElement>;
};

/** What is sought: words, and closed lists beside them. */
export function SearchForm({ search, officers, onChange, onEnter, onClear, inputRef }: Props) {
  return (
    <search className="register-search">
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- it hears the keys of the field in it */}
      <div
        className="register-words"
        onKeyDown={(event) => {
          if (event.key === "Enter") onEnter();
          else if (event.key === "Escape") onClear();
          else return;
          event.preventDefault();
        }}
      >
        <Field
          label="Search"
          hint="Words or a request’s number. Enter goes to the list."
          value={search.text}
          onChange={(text) => {
            onChange((before) => ({ ...before, text }));
          }}
          inputRef={inputRef}
        />
      </div>
      <AgencyField
        label="Agency"
        value={search.agency}
        onChange={(agency) => {
          onChange((before) => ({ ...before, agency }));
        }}
        problem={undefined}
      />
      <Lists {...search} text="" agency="" officers={officers} onChange={onChange} />
    </search>
  );
}

type ListsProps = Search & Pick<Props, "officers" | "onChange">;

/** The closed lists. They are drawn anew only when one of them is changed, and not with every letter that is typed. */
const Lists = memo(function Lists({ officers, onChange, ...search }: ListsProps) {
  const { questions, outcomes, flags, responses } = useWords();
  const { quarters: first } = useSession();
  const { data: quarters = [] } = useAnswer("quarters");
  const papers = questions.find(({ fact }) => fact === "instrument")?.choices ?? [];
  const people = officers.map((name) => ({ value: name, label: name, hint: null }));
  const filters: [part: Part, label: string, none: string, choices: readonly Choice[]][] = [
    ["quarter", "Received in", "Any quarter", quarterChoices(quarters, first)],
    ["instrument", "Paper", "Any or none", papers],
    ["outcome", "What the law says", "Anything", [...outcomes, NOT_SETTLED]],
    ["flag", "2(a) flag", "Any or none", flags],
    ["ledger", "Ledger", "Both", LEDGERS],
    ["response", "What became of it", "Anything", responses],
    ["officer", "Logged by", "Anyone", people],
  ];
  return (
    <>
      {filters.map(([part, label, none, choices]) => (
        <ChoiceField
          key={part}
          label={label}
          none={none}
          choices={choices}
          value={search[part]}
          onChange={(chosen) => {
            onChange((before) => ({ ...before, [part]: chosen }));
          }}
        />
      ))}
      <ChoiceField
        label="Due"
        none="At any time"
        choices={DUES}
        value={search.due}
        onChange={(due) => {
          onChange((before) => dueThen(before, due));
        }}
      />
      <ChoiceField
        label="Order"
        none={NO_ORDER}
        choices={orderChoices(search)}
        value={orderWord(search)}
        onChange={(word) => {
          onChange((before) => inOrder(before, word));
        }}
      />
    </>
  );
});
