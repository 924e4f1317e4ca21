import { expect, test } from "vitest";

import type { ItemKind, Session } from "../../ipc/generated";
import { blank, type Writing } from "./draft";
import { begun, type History, type HistoryAct, record } from "./history";

const SESSION: Session = {
  office: "Clerk",
  officer: "M",
  role: "Clerk",
  duties: ["log", "answer"],
  given_passphrase: false,
  practice: false,
  today: "2026-10-13",
  idle_minutes: 10,
  quarters: "fiscal",
  lacking: null,
};
const KIND: ItemKind = { label: "Home address", ask: "information", information: "personal", hint: "" };

const BLANK = blank(SESSION);
const add = (description: string): HistoryAct => ({ act: "add", kind: KIND, description });
const after = (acts: readonly HistoryAct[], from: History = begun(BLANK)) => acts.reduce(record, from);
const written = ({ items, agency, facts }: Writing) => ({
  agency,
  facts,
  items: items.map(({ description }) => description),
});

test("each step is taken back in its turn, to the page as it began", () => {
  const acts: HistoryAct[] = [
    add("one"),
    add("two"),
    { act: "again", item: 1 },
    { act: "remove", item: 2 },
    { act: "fact", item: 1, fact: "purpose", value: "other" },
    { act: "start", writing: BLANK },
  ];
  let history = begun(BLANK);
  const pages = acts.map((act) => {
    const before = written(history.writing);
    history = record(history, act);
    return before;
  });
  for (const page of pages.reverse()) {
    history = record(history, { act: "undo" });
    expect(written(history.writing)).toEqual(page);
  }
  expect(record(history, { act: "undo" })).toBe(history);
});

test("typing in a field is one step, and another field another", () => {
  const type = (field: "agency" | "department", value: string): HistoryAct => ({ act: "head", field, value });
  const history = after([type("agency", "I"), type("agency", "IC"), type("agency", "ICE"), type("department", "P")]);
  expect(history.steps).toHaveLength(2);
  const back = after([{ act: "undo" }, { act: "undo" }], history);
  expect(back.writing.agency).toBe("");
});

test("what is looked at is no step", () => {
  const history = after([add("one"), add("two"), { act: "select", item: 1 }]);
  expect(history.steps).toHaveLength(2);
});

test("with saving the way back ends", () => {
  const history = after([add("one"), { act: "forget", writing: BLANK }]);
  expect(history.steps).toEqual([]);
  expect(after([{ act: "undo" }], history).writing.items).toEqual([]);
});

test("an item that comes after a step was taken back has a name of its own", () => {
  const history = after([add("one"), { act: "undo" }, add("two")]);
  expect(history.writing.items.map(({ id }) => id)).toEqual([2]);
  expect(after([{ act: "start", writing: BLANK }, add("three")], history).writing.items[0]?.id).toBe(3);
});
