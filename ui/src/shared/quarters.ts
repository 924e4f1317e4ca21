import type { Choice, QuarterChoice, QuarterLabel, QuarterName } from "../ipc/generated";
import { readable } from "./dates";

/** A quarter by both its names, the office's own way first: `FY2027-Q2 (2026-Q4)` or `2026-Q4 (FY2027-Q2)`. */
export function bothNames({ fiscal, calendar }: QuarterName, first: QuarterLabel): string {
  return first === "fiscal" ? `${fiscal} (${calendar})` : `${calendar} (${fiscal})`;
}

/** The days of a quarter: `1 Oct 2026 to 31 Dec 2026`. */
export function daysOf({ begins, ends }: QuarterName): string {
  return `${readable(begins)} to ${readable(ends)}`;
}

/** Quarters as a closed list. */
export function quarterChoices(quarters: readonly QuarterChoice[], first: QuarterLabel): Choice[] {
  return quarters.map(({ quarter, complete }) => ({
    value: quarter.id,
    label: bothNames(quarter, first),
    hint: complete ? daysOf(quarter) : `${daysOf(quarter)}, not over yet`,
  }));
}
