import type { Choice, LogView, MappingDraft, OurColumn } from "../../ipc/generated";
import { ChoiceField, Field } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { columnOf, filled, fillingOf, meaning, unsaid } from "./mapping";

type Props = {
  our: OurColumn;
  log: LogView;
  mapping: MappingDraft;
  onChange: (mapping: MappingDraft) => void;
};

/** The choice that stands for one value in every row; no column's choice begins so. */
const SAME = "same";
/** The choice that stands for an empty cell. */
const EMPTY = "empty";

const choice = (value: string, label: string, hint: string | null = null): Choice => ({ value, label, hint });

/** What fills one column of ours, and for a closed list what each value of theirs means. */
export function OurColumnField({ our, log, mapping, onChange }: Props) {
  const filling = fillingOf(mapping, our.column);
  const names = [...new Set(log.columns.map(({ name }) => name).filter((name) => name !== ""))];
  if (filling.from === "column" && !names.includes(filling.name)) names.push(filling.name);
  const theirs = names.map((name) => choice(`column ${name}`, name, example(log, name)));
  const chosen = filling.from === "nothing" ? "" : filling.from === "constant" ? SAME : `column ${filling.name}`;

  return (
    <div className="import-our">
      <ChoiceField
        label={our.needed ? `${our.label} (needed)` : our.label}
        choices={[...theirs, choice(SAME, "The same for every row")]}
        value={chosen}
        none="Nothing"
        onChange={(value) => {
          onChange(
            filled(
              mapping,
              our,
              value === ""
                ? { from: "nothing" }
                : value === SAME
                  ? { from: "constant", value: "" }
                  : { from: "column", name: value.slice("column ".length) },
              log,
            ),
          );
        }}
      />
      {filling.from === "constant" && (
        <SameForAll
          our={our}
          label={`${our.label}, for every row`}
          value={filling.value}
          onChange={(value) => {
            onChange(filled(mapping, our, { from: "constant", value }, log));
          }}
        />
      )}
      {filling.from === "column" && mapping.values[our.column] !== undefined && (
        <Meanings our={our} log={log} mapping={mapping} name={filling.name} onChange={onChange} />
      )}
    </div>
  );
}

function example(log: LogView, name: string): string | null {
  const column = columnOf(log, name);
  if (column === undefined) return "Not in this file.";
  return column.values.find(({ text }) => text !== "")?.text ?? null;
}

type SameForAllProps = { our: OurColumn; label: string; value: string; onChange: (value: string) => void };

/** One value of ours: a word of its closed list, or text. */
export function SameForAll({ our, label, value, onChange }: SameForAllProps) {
  if (our.choices.length === 0) return <Field label={label} value={value} onChange={onChange} />;
  return <ChoiceField label={label} choices={our.choices} value={value} onChange={onChange} />;
}

/** What each value of theirs means, with how often it occurs. */
function Meanings({ our, log, mapping, name, onChange }: Props & { name: string }) {
  const meant = mapping.values[our.column] ?? {};
  const column = columnOf(log, name);
  const open = unsaid(mapping, our.column, log);
  const ours = [...our.choices, choice(EMPTY, "Not known, as if it were empty")];
  return (
    <div role="group" className="import-meanings" aria-label={`What the values of ${name} mean`}>
      {(column?.values ?? [])
        .filter(({ stopped }) => !stopped)
        .map(({ text, count }) => {
          const said = meant[text];
          return (
            <ChoiceField
              key={text}
              label={`${text === "" ? "Empty" : `“${text}”`}, ${counted(count, "row")}`}
              choices={ours}
              value={said === undefined ? "" : said === "" ? EMPTY : said}
              none="Say what it means"
              onChange={(value) => {
                onChange(meaning(mapping, our.column, text, value === "" ? null : value === EMPTY ? "" : value));
              }}
            />
          );
        })}
      <p role="status" className="soft import-open">
        {open.length > 0 && (
          <>
            {counted(open.length, "value means", "values mean")} nothing yet:{" "}
            {open.map((text) => (
              <bdi key={text} className="import-quoted">
                {text === "" ? "empty" : text}
              </bdi>
            ))}
          </>
        )}
        {column?.more === true && " There are more values than can be listed here; the check finds the others."}
      </p>
    </div>
  );
}
