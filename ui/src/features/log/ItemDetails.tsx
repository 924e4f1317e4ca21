import type { Ref } from "react";

import type { Determination } from "../../ipc/generated";
import { useWords } from "../../shared/answers";
import { Button, ChoiceField, Field } from "../../shared/controls";
import { WhenFields } from "../../shared/WhenFields";
import type { Act, Line } from "./draft";
import type { Problems } from "./problems";

type Props = {
  line: Line;
  /** The name of the item as its row shows it. */
  name: string;
  write: (act: Act) => void;
  determination: Determination | undefined;
  problems: Problems;
  /** The time now, for what was answered on the spot. */
  now: () => string;
  descriptionRef: Ref<HTMLInputElement>;
  onRemove: () => void;
  onAgain: () => void;
};

/** The item that is looked at: its description, what was done about it already, and another one like it. */
export function ItemDetails(props: Props) {
  const { line, name, write, determination, problems, now, descriptionRef, onRemove, onAgain } = props;
  const { directions, responses } = useWords();
  const change = (field: "description" | "direction" | "response" | "responded") => (value: string) => {
    write({ act: "item", item: line.id, field, value });
  };
  return (
    <section className="log-item" aria-label={`About ${name}`}>
      <Field
        label="Description"
        hint="What it is about; never the person’s name, number, birth date or status."
        value={line.description}
        onChange={change("description")}
        problem={problems.ofItem(line.id, "description")}
        inputRef={descriptionRef}
      />
      {determination?.ledger === "status_exchange" && (
        <ChoiceField
          label="Which way it goes"
          choices={directions}
          value={line.direction}
          onChange={change("direction")}
          problem={problems.ofItem(line.id, "direction")}
          none="The usual way"
        />
      )}
      <div className="log-row">
        <ChoiceField
          label="Answered on the spot"
          choices={responses.filter(({ value }) => value !== "pending")}
          value={line.response}
          onChange={(response) => {
            change("response")(response);
            change("responded")(response === "" ? "" : line.responded === "" ? now() : line.responded);
          }}
          problem={problems.ofItem(line.id, "response")}
          none="Not yet"
        />
        {line.response !== "" && (
          <WhenFields
            label="Answered"
            value={line.responded}
            onChange={change("responded")}
            problem={problems.ofItem(line.id, "responded")}
          />
        )}
      </div>
      <div className="log-acts">
        <Button onPress={onAgain}>Same again for another item</Button>
        <Button onPress={onRemove}>Remove this item</Button>
      </div>
    </section>
  );
}
