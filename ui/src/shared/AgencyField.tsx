import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Ref } from "react";
import { ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";

import { call, type Refused } from "../ipc/call";
import type { Agency } from "../ipc/generated";

type Props = {
  label: string;
  value: string;
  onChange: (agency: string) => void;
  problem: string | undefined;
  /** The text field itself, for a page that puts the focus there. */
  inputRef?: Ref<HTMLInputElement>;
};

/** An agency by type-ahead over the directory. One that the directory does not know stands as it is written. */
export function AgencyField({ label, value, onChange, problem, inputRef }: Props) {
  const text = value.trim();
  const { data: agencies } = useQuery<Agency[], Refused>({
    queryKey: ["find_agencies", text],
    queryFn: () => call("find_agencies", text),
    enabled: text !== "",
    placeholderData: keepPreviousData,
  });
  return (
    <ComboBox
      className="field"
      inputValue={value}
      onInputChange={onChange}
      items={text === "" ? [] : (agencies ?? [])}
      isInvalid={problem !== undefined}
      allowsCustomValue
      allowsEmptyCollection
    >
      <Label>{label}</Label>
      <Input {...(inputRef === undefined ? {} : { ref: inputRef })} />
      <FieldError>{problem}</FieldError>
      <Popover className="popover">
        <ListBox<Agency>
          renderEmptyState={() =>
            agencies !== undefined && (
              <p className="option soft">The directory does not know them. Write it as they do.</p>
            )
          }
        >
          {(agency) => (
            <ListBoxItem id={agency.name} textValue={agency.name} className="option">
              <Text slot="label">{agency.name}</Text>
              <Text slot="description" className="soft">
                {[agency.class, ...agency.aliases.slice(0, 2)].join(" · ")}
              </Text>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
