import { expect, test } from "vitest";

import type { ItemKind } from "../../ipc/generated";
import { offer } from "./kinds";

const kind = (label: string, hint: string): ItemKind => ({ label, hint, ask: "information", information: "personal" });
const KINDS = [
  kind("A-number", "Close to an address of none."),
  kind("Home address", "Where somebody lives."),
  kind("Something else about a person", "Anything else."),
];
const labels = (typed: string) => offer(KINDS, typed).kinds.map(({ label }) => label);

test("kinds are found by the beginnings of their words, those in the name before those in the hint", () => {
  expect(labels("addr")).toEqual(["Home address", "A-number"]);
  expect(labels("lives home")).toEqual(["Home address"]);
});

test("the empty line offers every kind in its order", () => {
  expect(labels("")).toEqual(KINDS.map(({ label }) => label));
  expect(offer(KINDS, " ").ownWords).toBe(false);
});

test("words that no kind has are the clerk's own: every kind can be chosen, the open one first", () => {
  expect(offer(KINDS, "garage permit").ownWords).toBe(true);
  expect(labels("garage permit")).toEqual(["Something else about a person", "A-number", "Home address"]);
});
