import type { Ref } from "react";

import type { Choice } from "../../ipc/generated";
import { useAnswer, useSession, useWords } from "../../shared/answers";
import { ChoiceField, Field } from "../../shared/controls";
import { quarterChoices } from "../../shared/quarters";
import type { Search } from "./search";

const LEDGERS: Choice[] = [
  { value: "disclosure", label: "Disclosures", hint: null },
  { value: "status_exchange", label: "§ 1373 exchanges", hint: null },
];
const NOT_SETTLED: Choice = { value: "not_settled", label: "One question is open", hint: null };

type Props = {
  search: Search;
  onChange: (search: Search) => void;
  /** Enter in the text: on to the first row. */
  onEnter: () => void;
  inputRef: Ref<HTMLInputElement>;
};

/** What is sought: words, and closed lists beside them. */
export function SearchForm({ search, onChange, onEnter, inputRef }: Props) {
  const { outcomes, flags, responses } = useWords();
  const { quarters: first } = useSession();
  const { data: quarters = [] } = useAnswer("quarters");
  const filters: [part: keyof Search, label: string, none: string, choices: readonly Choice[]][] = [
    ["quarter", "Received in", "Any quarter", quarterChoices(quarters, first)],
    ["outcome", "What the law says", "Anything", [...outcomes, NOT_SETTLED]],
    ["flag", "2(a) flag", "Any or none", flags],
    ["ledger", "Ledger", "Both", LEDGERS],
    ["response", "What became of it", "Anything", responses],
  ];

  return (
    <form
      role="search"
      className="register-search"
      onSubmit={(event) => {
        event.preventDefault();
        onEnter();
      }}
    >
      <Field
        label="Search"
        hint="Words or a request’s number. Enter goes to the list."
        value={search.text}
        onChange={(text) => {
          onChange({ ...search, text });
        }}
        inputRef={inputRef}
      />
      {filters.map(([part, label, none, choices]) => (
        <ChoiceField
          key={part}
          label={label}
          none={none}
          choices={choices}
          value={search[part]}
          onChange={(chosen) => {
            onChange({ ...search, [part]: chosen });
          }}
        />
      ))}
    </form>
  );
}
