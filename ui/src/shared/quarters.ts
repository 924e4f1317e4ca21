import type { Choice, QuarterChoice, QuarterName } from "../ipc/generated";
import { readable } from "./dates";

/** A quarter by both its names, the City's fiscal year first: `FY2027-Q2 (2026-Q4)`. */
export function bothNames({ fiscal, calendar }: QuarterName): string {
  return `${fiscal} (${calendar})`;
}

/** The days of a quarter: `1 Oct 2026 to 31 Dec 2026`. */
export function daysOf({ begins, ends }: QuarterName): string {
  return `${readable(begins)} to ${readable(ends)}`;
}

/** Quarters as a closed list. */
export function quarterChoices(quarters: readonly QuarterChoice[]): Choice[] {
  return quarters.map(({ quarter, complete }) => ({
    value: quarter.id,
    label: bothNames(quarter),
    hint: complete ? daysOf(quarter) : `${daysOf(quarter)}, not over yet`,
  }));
}
