import type { LogView, MappingBlock, MappingDraft, OurColumn } from "../../ipc/generated";
import { Button, ChoiceField } from "../../shared/controls";
import { columnOf, type Condition, conditionsOf, fillingOf, withConditions, without } from "./mapping";
import { SameForAll } from "./OurColumnField";

type Props = {
  place: number;
  block: MappingBlock;
  log: LogView;
  mapping: MappingDraft;
  /** Null: the item is taken out. */
  onChange: (block: MappingBlock | null) => void;
};

const KINDS = [
  { value: "only", label: "Only rows with", hint: null },
  { value: "except", label: "All rows but those with", hint: null },
];

/** One item that each row gives: what is the same for it in every row, and for which rows it is there. */
export function Block({ place, block, log, mapping, onChange }: Props) {
  const said = log.ours.filter(({ column }) => block.constants[column] !== undefined);
  const free = log.ours.filter(
    ({ column, of_item }) =>
      of_item && block.constants[column] === undefined && fillingOf(mapping, column).from === "nothing",
  );
  const conditions = conditionsOf(block);
  const unused = log.columns.find(({ name }) => name !== "" && !conditions.some((one) => one.name === name));
  const say = (column: string, value: string | null) => {
    const others = without(block.constants, column);
    onChange({ ...block, constants: value === null ? others : { ...others, [column]: value } });
  };
  const decide = (index: number, changed: Condition | null) => {
    const others = conditions.slice();
    if (changed === null) others.splice(index, 1);
    else others[index] = changed;
    onChange(withConditions(block, others));
  };

  return (
    <fieldset className="import-block">
      <legend>Item {place + 1} of each row</legend>
      <div className="import-fields">
        <ChoiceField
          label="Say of this item"
          choices={free.map(({ column, label }) => ({ value: column, label, hint: null }))}
          value=""
          none="Choose what"
          onChange={(column) => {
            if (column !== "") say(column, "");
          }}
        />
        {said.map((our: OurColumn) => (
          <div key={our.column} className="import-said">
            <SameForAll
              our={our}
              label={`${our.label}, item ${String(place + 1)}`}
              value={block.constants[our.column] ?? ""}
              onChange={(value) => {
                say(our.column, value);
              }}
            />
            <Button
              onPress={() => {
                say(our.column, null);
              }}
            >
              Take out
            </Button>
          </div>
        ))}
      </div>
      {conditions.map((condition, index) => (
        <RowsWith
          key={index}
          log={log}
          condition={condition}
          taken={conditions.map(({ name }) => name)}
          onChange={(changed) => {
            decide(index, changed);
          }}
        />
      ))}
      <div className="import-act">
        {unused !== undefined && (
          <Button
            onPress={() => {
              decide(conditions.length, { kind: "only", name: unused.name, values: [] });
            }}
          >
            Not for every row
          </Button>
        )}
        <Button
          onPress={() => {
            onChange(null);
          }}
        >
          Take this item out
        </Button>
      </div>
    </fieldset>
  );
}

type RowsWithProps = {
  log: LogView;
  condition: Condition;
  /** The columns that have a condition: each has one. */
  taken: readonly string[];
  onChange: (condition: Condition | null) => void;
};

/** Rows chosen by what stands in one of their columns. */
function RowsWith({ log, condition, taken, onChange }: RowsWithProps) {
  const { kind, name, values } = condition;
  const names = new Set([...log.columns.map((column) => column.name), name]);
  const choices = [...names].filter((other) => other !== "" && (other === name || !taken.includes(other)));
  const seen = (columnOf(log, name)?.values ?? []).filter(({ stopped }) => !stopped).map(({ text }) => text);
  return (
    <div className="import-condition">
      <ChoiceField
        label="For which rows"
        choices={KINDS}
        value={kind}
        none="Every row"
        onChange={(chosen) => {
          onChange(chosen === "" ? null : { ...condition, kind: chosen === "only" ? "only" : "except" });
        }}
      />
      <ChoiceField
        label="In the column"
        choices={choices.map((value) => ({ value, label: value, hint: null }))}
        value={name}
        onChange={(chosen) => {
          if (chosen !== "") onChange({ kind, name: chosen, values: [] });
        }}
      />
      <fieldset className="import-values">
        <legend>One of these values</legend>
        {[...new Set([...seen, ...values])].map((text) => (
          <label key={text}>
            <input
              type="checkbox"
              checked={values.includes(text)}
              onChange={({ target }) => {
                const others = values.filter((other) => other !== text);
                onChange({ ...condition, values: target.checked ? [...others, text] : others });
              }}
            />
            <bdi>{text === "" ? "(empty)" : text}</bdi>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
