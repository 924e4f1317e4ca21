import { ListBox, ListBoxItem } from "react-aria-components";

import type { Determination } from "../../ipc/generated";
import { useWords } from "../../shared/answers";
import { OutcomeTag } from "../../shared/OutcomeTag";
import type { Act, Writing } from "./draft";
import { itemName } from "./itemName";
import type { Problems } from "./problems";

type Props = {
  writing: Writing;
  write: (act: Act) => void;
  determinations: ReadonlyMap<number, Determination>;
  problems: Problems;
};

/** What is asked, one line for each thing, each with its answer. The arrow keys go from one to the next. */
export function AskedItems({ writing, write, determinations, problems }: Props) {
  const words = useWords();
  const rows = writing.items.map((line, index) => ({
    line,
    place: String(index + 1),
    name: itemName(words, line),
    determination: determinations.get(line.id),
    wrong: problems.inItem(line.id),
  }));
  return (
    <ListBox
      aria-label="What is asked"
      className="asked"
      items={rows}
      dependencies={[rows]}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={writing.selected === null ? [] : [writing.selected]}
      onSelectionChange={(keys) => {
        const [key] = keys === "all" ? [] : keys;
        if (typeof key === "number") write({ act: "select", item: key });
      }}
    >
      {({ line, place, name, determination, wrong }) => (
        <ListBoxItem id={line.id} textValue={`${place} ${name}`} className="asked-item">
          <span className="asked-place">{place}</span>
          {/* No label of its own: a screen reader hears what is seen, the answer too. */}
          <span className="asked-name">{name}</span>
          {wrong && <span className="asked-wrong">To put right</span>}
          {determination !== undefined && (
            <OutcomeTag
              outcome={determination.outcome}
              label={determination.outcome === null ? "One answer is missing" : determination.label}
            />
          )}
        </ListBoxItem>
      )}
    </ListBox>
  );
}
