import type { Choice, Words } from "../../ipc/generated";
import type { Line } from "./draft";

/** What is asked, in a few words: the description, else the kind it was added by, else what the City is asked to do. */
export function itemName({ kinds, questions }: Words, { description, facts }: Line): string {
  if (description.trim() !== "") return description.trim();
  const kind = kinds.find(
    ({ ask, information }) => ask === facts["ask"] && information === (facts["information"] ?? null),
  );
  const asked = questions.find(({ fact }) => fact === "ask")?.choices ?? [];
  return kind?.label ?? labelOf(asked, facts["ask"] ?? "");
}

/** The words of a value; the value itself where the list has none. */
export function labelOf(choices: readonly Choice[], value: string): string {
  return choices.find((choice) => choice.value === value)?.label ?? value;
}
