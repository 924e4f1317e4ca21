import "./controls.css";

import type { ReactNode, Ref } from "react";
import {
  Button as AriaButton,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
  TextArea,
  TextField,
} from "react-aria-components";

import type { Choice } from "../ipc/generated";

type ButtonProps = {
  children: ReactNode;
  onPress: () => void;
  /** The one act that the page is for. */
  main?: boolean;
  /** The keys that do the same, as a person reads them. */
  keys?: string;
  disabled?: boolean;
};

/** A button, with its keys beside its words. */
export function Button({ children, onPress, main = false, keys, disabled = false }: ButtonProps) {
  return (
    <AriaButton className={main ? "button button-main" : "button"} onPress={onPress} isDisabled={disabled}>
      {children}
      {keys !== undefined && <kbd>{keys}</kbd>}
    </AriaButton>
  );
}

type FieldProps = {
  label: string;
  /** More about the field, beside its label. */
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  /** What is wrong with it, in a sentence. */
  problem?: string | undefined;
  type?: "text" | "password" | "datetime-local" | "date";
  /** The text field itself, for a page that puts the focus there. */
  inputRef?: Ref<HTMLInputElement>;
  /** Does it take the focus when it appears? Only after an act that leads here. */
  takesFocus?: boolean;
  onBlur?: () => void;
};

/** A line of text with its label. What is wrong with it is told and stops nobody: the form says itself when it is right. */
export function Field({
  label,
  hint,
  value,
  onChange,
  problem,
  type = "text",
  inputRef,
  takesFocus = false,
  onBlur,
}: FieldProps) {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      type={type}
      autoComplete="off"
      // eslint-disable-next-line jsx-a11y/no-autofocus -- only after an act that leads here
      autoFocus={takesFocus}
      {...(onBlur === undefined ? {} : { onBlur })}
    >
      <Label>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="soft">
          {hint}
        </Text>
      )}
      <Input {...(inputRef === undefined ? {} : { ref: inputRef })} />
      <FieldError>{problem}</FieldError>
    </TextField>
  );
}

type LongFieldProps = Pick<FieldProps, "label" | "hint" | "value" | "onChange" | "problem" | "takesFocus"> & {
  inputRef?: Ref<HTMLTextAreaElement>;
};

/** A few lines of text with their label. */
export function LongField({ label, hint, value, onChange, problem, inputRef, takesFocus = false }: LongFieldProps) {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
      // eslint-disable-next-line jsx-a11y/no-autofocus -- only after an act that leads here
      autoFocus={takesFocus}
    >
      <Label>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className="soft">
          {hint}
        </Text>
      )}
      <TextArea rows={3} {...(inputRef === undefined ? {} : { ref: inputRef })} />
      <FieldError>{problem}</FieldError>
    </TextField>
  );
}

type ChoiceFieldProps = {
  label: string;
  choices: readonly Choice[];
  /** The chosen word; "" for none. */
  value: string;
  onChange: (value: string) => void;
  problem?: string | undefined;
  /** What stands there while nothing is chosen; choosing it again takes the choice back. */
  none?: string;
};

/** One word of a closed list. */
export function ChoiceField({ label, choices, value, onChange, problem, none = "Not said" }: ChoiceFieldProps) {
  const listed: readonly Choice[] = [{ value: "", label: none, hint: null }, ...choices];
  return (
    <Select
      className="field"
      value={value}
      onChange={(chosen) => {
        onChange(String(chosen ?? ""));
      }}
      isInvalid={problem !== undefined}
      validationBehavior="aria"
    >
      <Label>{label}</Label>
      <AriaButton className="field-button">
        <SelectValue>{({ defaultChildren, isPlaceholder }) => (isPlaceholder ? none : defaultChildren)}</SelectValue>
        <span aria-hidden="true" className="field-arrow">
          ▾
        </span>
      </AriaButton>
      <FieldError>{problem}</FieldError>
      <Popover className="popover">
        <ListBox items={listed}>
          {(choice) => (
            <ListBoxItem id={choice.value} textValue={choice.label} className="option">
              <Text slot="label">{choice.label}</Text>
              {choice.hint !== null && (
                <Text slot="description" className="soft">
                  {choice.hint}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
