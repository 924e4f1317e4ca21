import type { RegisterQuery } from "../../ipc/generated";

/** What is sought in the register; "" for all. */
export type Search = Omit<RegisterQuery, "before">;

export const EVERYTHING: Search = { text: "", quarter: "", outcome: "", flag: "", ledger: "", response: "" };

/** Is anything left out? */
export function isNarrowed(search: Search): boolean {
  return Object.values(search).some((sought) => sought.trim() !== "");
}

/** Do two searches seek the same? */
export function isSame(one: Search, other: Search): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
