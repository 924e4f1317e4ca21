import { type KeyboardEvent, type Ref, useMemo } from "react";
import { ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";

import type { ItemKind } from "../../ipc/generated";
import { useWords } from "../../shared/answers";
import { offer } from "./kinds";

/** A kind that can be taken, and the description that it would get. */
type Row = { kind: ItemKind; description: string };

type Props = {
  /** What is typed and not yet taken. */
  text: string;
  onText: (text: string) => void;
  onAdd: (kind: ItemKind, description: string) => void;
  /** Enter on an empty line: on to the question that is open. */
  onGoOn: () => void;
  problem: string | undefined;
  inputRef: Ref<HTMLInputElement>;
};

/** Adds what is asked, by type-ahead over the kinds in a clerk's words. */
export function AddItem({ text, onText, onAdd, onGoOn, problem, inputRef }: Props) {
  const { kinds } = useWords();
  const { ownWords, kinds: offered } = useMemo(() => offer(kinds, text), [kinds, text]);
  // Made anew with the words: the list keeps what it shows for as long as its rows are the same.
  const rows = useMemo(
    () => offered.map((kind) => ({ kind, description: ownWords ? text.trim() : kind.label })),
    [offered, ownWords, text],
  );

  function add({ kind, description }: Row) {
    onAdd(kind, description);
    onText("");
  }

  function enter(event: KeyboardEvent<HTMLInputElement>) {
    // With a line of the list in focus Enter takes that line.
    if (event.key !== "Enter" || event.currentTarget.hasAttribute("aria-activedescendant")) return;
    const [only, ...others] = rows;
    if (text.trim() === "") onGoOn();
    else if (only !== undefined && others.length === 0) add(only);
  }

  return (
    <ComboBox
      className="field"
      inputValue={text}
      onInputChange={onText}
      value={null}
      items={rows}
      isInvalid={problem !== undefined}
    >
      <Label>Add what they ask for</Label>
      <Text slot="description" className="soft">
        {ownWords
          ? `“${text.trim()}” becomes the description. Choose with the arrow keys what kind of thing it is.`
          : "Enter on the empty line goes to the question that is open."}
      </Text>
      <Input ref={inputRef} placeholder="address, release, police report …" onKeyDown={enter} />
      <FieldError>{problem}</FieldError>
      <Popover className="popover" maxHeight={320}>
        <ListBox<Row>>
          {(row) => (
            <ListBoxItem
              id={row.kind.label}
              textValue={row.kind.label}
              className="option"
              onAction={() => {
                add(row);
              }}
            >
              <Text slot="label">{row.kind.label}</Text>
              <Text slot="description" className="soft">
                {row.kind.hint}
              </Text>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
