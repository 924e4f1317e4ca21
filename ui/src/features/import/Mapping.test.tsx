import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { LogView, MappingDraft } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Import } from "./Import";

afterEach(cleanup);

/** The columns of ours that every one of these tests has. */
const FEW = ["request", "received", "channel", "agency"];
/** The words of ours that they choose. */
const WORDS = ["letter", "fax", "custody_hold", "detainer"];
/** A sheriff's log as the program reads it: its columns are not ours. */
const READ = answerOf("look_at_log");
const withColumns = (...more: string[]): LogView => ({
  ...READ,
  ours: READ.ours
    .filter(({ column }) => FEW.includes(column) || more.includes(column))
    .map((our) => ({ ...our, choices: our.choices.filter(({ value }) => WORDS.includes(value)) })),
});
const NAMED = { name: "Sheriff", mapping: { ...READ.guess, number: "S-{row}" } };
const PROGRAM = {
  choose_log: () => ({ name: "log.xlsx" }),
  look_at_log: () => withColumns(),
  saved_mappings: () => [NAMED],
};

type User = ReturnType<typeof showPage>["user"];

const panel = () => screen.findByRole("region", { name: "What the columns mean" });
const list = (label: string) => screen.getByRole("button", { name: new RegExp(`${label}$`) });

async function opened(program: Parameters<typeof showPage>[1] = {}) {
  const shown = showPage(<Import />, { ...PROGRAM, ...program });
  await shown.user.click(screen.getByRole("button", { name: "Choose a file…" }));
  await panel();
  return shown;
}

/** Chooses a word of a list by keys alone. */
async function choose(user: User, label: string, word: string) {
  list(label).focus();
  await user.keyboard("{Enter}");
  await user.keyboard(word);
  const option = await screen.findByRole("option", { name: new RegExp(`^${word}`) });
  await waitFor(() => {
    expect(document.activeElement).toBe(option);
  });
  await user.keyboard("{Enter}");
}

async function checked(user: User, asks: (name: string) => unknown[]): Promise<MappingDraft> {
  await user.click(screen.getByRole("button", { name: "Check" }));
  await waitFor(() => {
    expect(asks("check_import").length).toBeGreaterThan(0);
  });
  return (asks("check_import").at(-1) as { mapping: MappingDraft }).mapping;
}

test("the columns are shown with a few values each; the guess is told as one", async () => {
  const { container } = await opened();
  expect(screen.getByText(/A guess by their names/)).toBeDefined();
  const table = screen.getByRole("table", { name: "Columns of the file" });
  const rows = within(table)
    .getAllByRole("row")
    .map((row) => [...row.children].map((cell) => cell.textContent));
  expect(rows).toContainEqual(["Channel", "By handFAX", "How it came"]);
  expect(rows).toContainEqual(["Form", "I-247A", "Left out"]);
  await expectNoViolations(container);
});

test("a value that means nothing yet is named, and gets its meaning by keys alone", async () => {
  const { user, asks } = await opened();
  const group = screen.getByRole("group", { name: "What the values of Channel mean" });
  expect(within(group).getByRole("status").textContent).toBe("1 value means nothing yet: By hand");
  await choose(user, "“By hand”, 1 row", "Letter");
  expect(within(group).getByRole("status").textContent).toBe("");
  const mapping = await checked(user, asks);
  expect(mapping.values["channel"]).toEqual({ FAX: "fax", "By hand": "letter" });
  expect(screen.queryByText(/A guess by their names/)).toBeNull();
});

test("a column of ours is filled with one value for every row", async () => {
  const { user, asks } = await opened({ look_at_log: () => withColumns("instrument") });
  await choose(user, "Paper with it", "The same");
  await choose(user, "Paper with it, for every row", "Detainer");
  const mapping = await checked(user, asks);
  expect(mapping.constants).toEqual({ instrument: "detainer" });
});

test("a column of ours is filled from one of theirs, or with nothing", async () => {
  const { user, asks } = await opened({ look_at_log: () => withColumns("description") });
  await choose(user, "Description", "Form");
  await choose(user, "How it came", "Nothing");
  const mapping = await checked(user, asks);
  expect(mapping.columns["description"]).toBe("Form");
  expect(mapping.columns["channel"]).toBeUndefined();
  expect(mapping.values["channel"]).toBeUndefined();
});

test("the dates are read back in the format that was chosen", async () => {
  const { asks } = await opened();
  expect(await screen.findByText(/is read as 1 Oct 2026/)).toBeDefined();
  expect((asks("consider_mapping").at(-1) as { dates: string[] }).dates).toEqual(["10/01/2026", "10/02/2026"]);
});

test("what keeps a mapping from being used is said while it is made", async () => {
  const problem = "Nothing gives a request its number.";
  await opened({ consider_mapping: () => ({ problems: [problem], dates: [] }) });
  expect(await screen.findByText(problem)).toBeDefined();
});

test("a row that asks for several things gives several items, each for its rows", async () => {
  const { user, asks, container } = await opened({ look_at_log: () => withColumns("ask") });
  await user.click(screen.getByRole("button", { name: "Each row asks for several things" }));
  const first = screen.getByRole("group", { name: "Item 1 of each row" });
  expect(first.contains(document.activeElement)).toBe(true);
  await user.click(within(first).getByRole("button", { name: /Say of this item/ }));
  await user.click(await screen.findByRole("option", { name: "What is asked" }));
  await user.click(within(first).getByRole("button", { name: /What is asked, item 1/ }));
  await user.click(await screen.findByRole("option", { name: /^Hold a person/ }));
  await user.click(within(first).getByRole("button", { name: "Not for every row" }));
  await user.click(within(first).getByRole("button", { name: /In the column/ }));
  await user.click(await screen.findByRole("option", { name: "Form" }));
  await user.click(within(first).getByRole("checkbox", { name: "I-247A" }));
  await expectNoViolations(container);
  const mapping = await checked(user, asks);
  expect(mapping.items).toEqual([
    { only: { Form: ["I-247A"] }, except: {}, constants: { ask: "custody_hold" } },
    { only: {}, except: {}, constants: {} },
  ]);
});

test("a mapping that was kept is used by its name, and one is kept for the next time", async () => {
  const { user, asks } = await opened({ save_mapping: (named) => [NAMED, named] });
  await choose(user, "Use a mapping that was kept", "Sheriff");
  expect(await screen.findByDisplayValue("S-{row}")).toBeDefined();
  await user.type(screen.getByRole("textbox", { name: "Keep this one as" }), "Sheriff 2027{Enter}");
  expect(await screen.findByText("Kept as “Sheriff 2027”.")).toBeDefined();
  expect(asks("save_mapping")).toEqual([{ name: "Sheriff 2027", mapping: NAMED.mapping }]);
  expect((await checked(user, asks)).number).toBe("S-{row}");
});

test("a mapping comes from a file, and goes to one; what is refused is told", async () => {
  const refuse = () => Promise.reject(new Refused({ code: "refused", message: "police.toml: line 2: not a mapping." }));
  const answers = [refuse, () => NAMED];
  const { user, asks } = await opened({ choose_mapping: () => answers.shift()?.() ?? null });
  await user.click(screen.getByRole("button", { name: "Take one from a file…" }));
  expect((await screen.findByRole("alert")).textContent).toContain("line 2");
  await user.click(screen.getByRole("button", { name: "Take one from a file…" }));
  expect(await screen.findByDisplayValue("S-{row}")).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Write this one to a file…" }));
  expect(await screen.findByText("Written to mapping.toml.")).toBeDefined();
  expect(asks("export_mapping")).toEqual([{ name: "", mapping: NAMED.mapping }]);
});

test("a change of the mapping takes back what the check found", async () => {
  const { user, asks } = await opened({ look_at_log: () => withColumns("description") });
  await checked(user, asks);
  await screen.findByRole("table", { name: "Problems" });
  await choose(user, "Description", "Form");
  expect(screen.queryByRole("table", { name: "Problems" })).toBeNull();
});
