import type { Answers, Determination, ItemDraft, ItemKind, RequestDraft, Session } from "../../ipc/generated";
import { nowInNewYork } from "../../shared/clock";

/** The facts that are answered once and hold for every item of the request. The others belong to one item. */
export const FACTS_OF_REQUEST: readonly string[] = [
  "recipient",
  "for_immigration_agency",
  "purpose",
  "instrument",
  "valid_on_face",
];

/** Nearly every request is one that someone makes of the City. */
export const USUAL_ORIGIN = "requested";

/** An item on the page. Its `id` stays with it while items come and go around it. */
export type Line = ItemDraft & { id: number };

/** The request with its items. */
export type Written = Omit<RequestDraft, "items"> & { items: readonly Line[] };

/** The request as it stands on the page. */
export type Writing = Written & {
  /** The item that is looked at. */
  selected: number | null;
  nextId: number;
  /** Has anything been written? An untouched page is not kept. */
  touched: boolean;
};

export type Act =
  | { act: "head"; field: "received" | "origin" | "channel" | "department" | "agency"; value: string }
  | { act: "fact"; item: number; fact: string; value: string }
  | { act: "item"; item: number; field: "description" | "direction" | "response" | "responded"; value: string }
  | { act: "add"; kind: ItemKind; description: string }
  | { act: "again"; item: number }
  | { act: "remove"; item: number }
  | { act: "select"; item: number }
  | { act: "start"; writing: Writing };

/** An empty page: received now, asked of the City. */
export function blank(session: Session): Writing {
  return {
    received: nowInNewYork(session.today),
    origin: USUAL_ORIGIN,
    channel: "",
    department: "",
    agency: "",
    facts: {},
    items: [],
    selected: null,
    nextId: 1,
    touched: false,
  };
}

/** The page of a draft that was kept. */
export function restored(draft: RequestDraft): Writing {
  const items = draft.items.map((item, index) => ({ ...item, id: index + 1 }));
  return {
    ...draft,
    items,
    selected: items[0]?.id ?? null,
    nextId: items.length + 1,
    touched: true,
  };
}

/** What the program is told of the page. */
export function draftOf({ received, origin, channel, department, agency, facts, items }: Written): RequestDraft {
  return {
    received,
    origin,
    channel,
    department,
    agency,
    facts,
    items: items.map(({ description, direction, facts, response, responded }) => ({
      description,
      direction,
      facts,
      response,
      responded,
    })),
  };
}

/** What is known about one item: its own facts, and those of the request. */
export function factsOf(writing: Writing, line: Line): Answers {
  return { ...writing.facts, ...line.facts };
}

/** Is the fact answered once for all items? An item that says otherwise goes on to speak for itself. */
export function holdsForAll({ items }: Written, item: number, fact: string): boolean {
  const line = items.find(({ id }) => id === item);
  return FACTS_OF_REQUEST.includes(fact) && line?.facts[fact] === undefined;
}

/** The page after one act. */
export function write(writing: Writing, act: Act): Writing {
  if (act.act === "start") return { ...act.writing, nextId: Math.max(act.writing.nextId, writing.nextId) };
  // A list that is closed tells its text once more.
  if (act.act === "head" && writing[act.field] === act.value) return writing;
  if (act.act === "select") return { ...writing, selected: act.item };
  return { ...written(writing, act), touched: true };
}

function written(writing: Writing, act: Exclude<Act, { act: "start" } | { act: "select" }>): Writing {
  switch (act.act) {
    case "head":
      return {
        ...writing,
        [act.field]: act.value,
        // What was said about one agency does not hold for another.
        facts: act.field === "agency" ? without(writing.facts, ["recipient", "for_immigration_agency"]) : writing.facts,
      };
    case "fact":
      return holdsForAll(writing, act.item, act.fact)
        ? { ...writing, facts: answered(writing.facts, act.fact, act.value) }
        : changed(writing, act.item, (line) => ({ ...line, facts: answered(line.facts, act.fact, act.value) }));
    case "item":
      return changed(writing, act.item, (line) => ({ ...line, [act.field]: act.value }));
    case "add":
      return added(writing, writing.items.length, {
        description: act.description,
        direction: "",
        facts: {
          ask: act.kind.ask,
          ...(act.kind.information === null ? {} : { information: act.kind.information }),
        },
        response: "",
        responded: "",
      });
    case "again": {
      const at = writing.items.findIndex(({ id }) => id === act.item);
      const line = writing.items[at];
      return line === undefined ? writing : added(writing, at + 1, line);
    }
    case "remove": {
      const at = writing.items.findIndex(({ id }) => id === act.item);
      const line = writing.items[at];
      if (line === undefined) return writing;
      const items = writing.items.filter(({ id }) => id !== act.item);
      return { ...writing, items, selected: (items[at] ?? items.at(-1))?.id ?? null };
    }
  }
}

function added(writing: Writing, at: number, item: ItemDraft): Writing {
  const line = { ...item, id: writing.nextId };
  return {
    ...writing,
    items: [...writing.items.slice(0, at), line, ...writing.items.slice(at)],
    nextId: writing.nextId + 1,
    selected: line.id,
  };
}

function changed(writing: Writing, item: number, change: (line: Line) => Line): Writing {
  return { ...writing, items: writing.items.map((line) => (line.id === item ? change(line) : line)) };
}

/** Answers with one more; "" takes the answer back. */
function answered(facts: Answers, fact: string, value: string): Answers {
  return value === "" ? without(facts, [fact]) : { ...facts, [fact]: value };
}

function without(facts: Answers, names: readonly string[]): Answers {
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => !names.includes(fact)));
}

/** The item that waits for an answer: the one that is looked at, else the first after it, else the first of all. */
export function nextOpen(writing: Writing, determinations: ReadonlyMap<number, Determination>): Line | undefined {
  const at = Math.max(
    0,
    writing.items.findIndex(({ id }) => id === writing.selected),
  );
  const inTurn = [...writing.items.slice(at), ...writing.items.slice(0, at)];
  return inTurn.find(({ id }) => (determinations.get(id)?.ask_next ?? null) !== null);
}
