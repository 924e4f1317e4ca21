import type { FieldProblem } from "../../ipc/generated";
import { FACTS_OF_REQUEST, type Line, type Writing } from "./draft";

/** The fields that the page has: of the request, and of each item. What is wrong elsewhere is told above all. */
const OF_REQUEST: readonly string[] = [
  "received",
  "origin",
  "channel",
  "department",
  "agency",
  "recipient",
  "purpose",
  "instrument",
  "items",
];
const OF_ITEM: readonly string[] = ["description", "direction", "response", "responded"];

export type Problems = {
  /** What is wrong with a field of the request. */
  ofRequest: (field: string) => string | undefined;
  /** What is wrong with a field of an item. */
  ofItem: (item: number, field: string) => string | undefined;
  /** Is anything wrong with this item? */
  inItem: (item: number) => boolean;
  /** What has no field of its own on the page. */
  elsewhere: readonly string[];
  /** The item of the first problem, if that is an item's. */
  firstItem: number | null;
};

type Placed = { item: number | null; field: string; message: string };

/** The problems, each at its field. A field that is still empty is not wrong until somebody tried to save. */
export function problemsOf(
  writing: Writing,
  found: readonly FieldProblem[],
  ids: readonly number[],
  tried: boolean,
): Problems {
  const placed = found.map((problem) => place(problem, ids)).filter((problem) => tried || isFilled(writing, problem));
  const message = (item: number | null, field: string) =>
    placed.find((problem) => problem.item === item && problem.field === field)?.message;
  return {
    ofRequest: (field) => message(null, field),
    ofItem: message,
    inItem: (item) => placed.some((problem) => problem.item === item),
    elsewhere: [
      ...new Set(
        placed
          .filter(({ item, field }) => !(item === null ? OF_REQUEST : OF_ITEM).includes(field))
          .map((p) => p.message),
      ),
    ],
    firstItem: placed.some(({ item }) => item === null) ? null : (placed[0]?.item ?? null),
  };
}

function place({ item, field, message }: FieldProblem, ids: readonly number[]): Placed {
  const ofRequest = OF_REQUEST.includes(field) || FACTS_OF_REQUEST.includes(field);
  return { item: ofRequest || item === null ? null : (ids[item] ?? null), field, message };
}

function isFilled(writing: Writing, { item, field }: Placed): boolean {
  const line = writing.items.find(({ id }) => id === item);
  return (line === undefined ? requestValue(writing, field) : itemValue(line, field)) !== "";
}

function requestValue(writing: Writing, field: string): string {
  switch (field) {
    case "received":
    case "origin":
    case "channel":
    case "department":
    case "agency":
      return writing[field];
    default:
      return writing.facts[field] ?? "";
  }
}

function itemValue(line: Line, field: string): string {
  switch (field) {
    case "description":
    case "direction":
    case "response":
    case "responded":
      return line[field];
    default:
      return line.facts[field] ?? "";
  }
}
