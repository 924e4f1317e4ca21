import type { Words } from "../../ipc/generated";
import { type Act, type Line, write, type Writing } from "./draft";
import { itemName } from "./itemName";

/** One step that can be taken back: how the page was before it, and what it was. */
type Step = { before: Writing; act: Act; line: Line | undefined };

/** The page, and the way back through what was done on it. */
export type History = {
  writing: Writing;
  /** The latest last. */
  steps: readonly Step[];
  /** What was done last, for whoever hears rather than sees it. */
  last: { step: Step; takenBack: boolean } | null;
};

export type HistoryAct = Act | { act: "undo" } | { act: "forget"; writing: Writing };

/** How far back one can go. */
const MOST_STEPS = 100;

/** A page without a past. */
export function begun(writing: Writing): History {
  return { writing, steps: [], last: null };
}

/** The page and its past after one act. What was saved is no draft any more: with `forget` the way back ends. */
export function record(history: History, act: HistoryAct): History {
  if (act.act === "forget") return begun(write(history.writing, { act: "start", writing: act.writing }));
  if (act.act === "undo") return undone(history);
  const { writing, steps } = history;
  const after = write(writing, act);
  if (act.act === "select" || after === writing) return { ...history, writing: after };
  const step = { before: writing, act, line: lineOf(writing, act) };
  // Typing in one field is one step, from its first key to its last.
  const latest = steps.at(-1);
  if (latest !== undefined && isSameField(latest.act, act)) return { ...history, writing: after };
  return { writing: after, steps: [...steps, step].slice(-MOST_STEPS), last: { step, takenBack: false } };
}

function undone(history: History): History {
  const step = history.steps.at(-1);
  if (step === undefined) return history;
  return {
    // A name of an item is never given twice: what the program says about one is not shown for another. And what was
    // kept of the page is kept anew.
    writing: { ...step.before, nextId: history.writing.nextId, touched: true },
    steps: history.steps.slice(0, -1),
    last: { step, takenBack: true },
  };
}

function lineOf({ items }: Writing, act: Act): Line | undefined {
  return "item" in act ? items.find(({ id }) => id === act.item) : undefined;
}

function isSameField(one: Act, other: Act): boolean {
  if (one.act === "head") return other.act === "head" && one.field === other.field;
  return one.act === "item" && other.act === "item" && one.item === other.item && one.field === other.field;
}

/** What was done last, in words; "" for what the page itself shows where one looks. */
export function lastInWords(words: Words, { last }: History): string {
  if (last === null) return "";
  const { step, takenBack } = last;
  const name = step.line === undefined ? "" : `“${itemName(words, step.line)}”`;
  switch (step.act.act) {
    case "remove":
      return takenBack ? `${name} is back.` : `${name} was removed.`;
    case "again":
      return takenBack ? `The second ${name} is gone again.` : `${name} is there once more, as an item of its own.`;
    case "add":
      return takenBack ? `“${step.act.description}” is off the list again.` : "";
    case "start":
      return takenBack ? "The draft is back." : "The page was cleared.";
    case "fact":
      return takenBack ? "The answer is what it was before." : "";
    case "head":
    case "item":
      return takenBack ? "The field is what it was before." : "";
    case "select":
      return "";
  }
}
