import type { ExchangeDraft } from "../../ipc/generated";

/** What to do about each field that has to be filled, in the order of the form. */
const NEEDED: readonly [field: keyof ExchangeDraft, message: string][] = [
  ["direction", "Choose which way it went."],
  ["agency", "Name the agency."],
  ["instrument", "Choose what it rests on."],
  ["received", "Give the day."],
  ["response", "Choose what became of it."],
  ["responded", "Give the day of the answer."],
];

/** The fields that are still empty. An exchange that is not answered yet has no day of the answer. */
export function missingOf(draft: ExchangeDraft): Partial<Record<keyof ExchangeDraft, string>> {
  return Object.fromEntries(
    NEEDED.filter(([field]) => draft[field].trim() === "" && !(field === "responded" && draft.response === "pending")),
  );
}
