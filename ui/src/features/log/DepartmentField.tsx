import { ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";

import { useAnswer } from "../../shared/answers";

type Props = { value: string; onChange: (department: string) => void; problem: string | undefined };

/** The department, by type-ahead over those the office set. Any other can be typed. */
export function DepartmentField({ value, onChange, problem }: Props) {
  const { data: settings } = useAnswer("settings");
  const offered = settings?.departments ?? [];
  return (
    <ComboBox
      className="field"
      inputValue={value}
      onInputChange={onChange}
      defaultItems={offered.map((name) => ({ name }))}
      isInvalid={problem !== undefined}
      allowsCustomValue
    >
      <Label>Department it reached first</Label>
      <Input />
      <FieldError>{problem}</FieldError>
      <Popover className="popover">
        <ListBox<{ name: string }>>
          {({ name }) => (
            <ListBoxItem id={name} textValue={name} className="option">
              {name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
