import type { Founding } from "../../ipc/generated";

/** A field of the first form that is not right yet, and what to do. */
export type Wrong = { field: "office" | "officer" | "passphrase" | "again"; message: string };

/** The first thing that is missing, in the order of the form. How hard the passphrase is to guess, the program says. */
export function firstWrong({ office, officer, passphrase }: Founding, again: string): Wrong | undefined {
  if (office === "") return { field: "office", message: "Write the name of the office." };
  if (officer === "") return { field: "officer", message: "Write your name." };
  if (passphrase === "") return { field: "passphrase", message: "Choose a passphrase." };
  if (again !== passphrase) return { field: "again", message: "The two are not the same. Type it once more." };
  return undefined;
}
