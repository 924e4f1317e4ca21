import { expect, test } from "vitest";

import { blocksOf, runsOf } from "./prose";

const run = (text: string, how: Partial<ReturnType<typeof runsOf>[number]> = {}) => ({
  text,
  strong: false,
  emphasis: false,
  code: false,
  ...how,
});

test("stresses are read, alone and in one another", () => {
  expect(runsOf("a **b *c* d** e")).toEqual([
    run("a "),
    run("b ", { strong: true }),
    run("c", { strong: true, emphasis: true }),
    run(" d", { strong: true }),
    run(" e"),
  ]);
  expect(runsOf("***both***")).toEqual([run("both", { strong: true, emphasis: true })]);
});

test("names stand apart, and what is in them stays as it is", () => {
  expect(runsOf("`a_*b*`, c")).toEqual([run("a_*b*", { code: true }), run(", c")]);
});

test("a mark that nothing closes, or that is escaped, is text", () => {
  const words = (text: string) =>
    runsOf(text)
      .map((part) => part.text)
      .join("");
  expect(words("2 * 3 and 5 ** ")).toBe("2 * 3 and 5 ** ");
  expect(words("to \\_\\_, \\*not\\*")).toBe("to __, *not*");
  expect(runsOf("\\*not\\*").every(({ emphasis }) => !emphasis)).toBe(true);
});

test("markup of other kinds is text", () => {
  expect(runsOf('<b onclick="x">[a](javascript:b)</b>')).toEqual([run('<b onclick="x">[a](javascript:b)</b>')]);
});

test("paragraphs are parted by an empty line, lists by their dashes", () => {
  const kinds = (text: string) =>
    blocksOf(text).map((block) =>
      block.kind === "list"
        ? block.items.map((item) => item.map((part) => part.text).join(""))
        : block.runs.map((part) => part.text).join(""),
    );
  expect(kinds("one\ntwo\n\nthree\n- four\n- five\n  six\n\nseven")).toEqual([
    "one\ntwo",
    "three",
    ["four", "five six"],
    "seven",
  ]);
});
