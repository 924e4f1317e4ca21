import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { ImportProblem, ImportView, LogView } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Import } from "./Import";

afterEach(cleanup);

const CHECKED: ImportView = {
  rows: 12,
  left_out: 0,
  new_requests: 4,
  new_items: 9,
  changed_items: 1,
  already_present: 2,
  not_settled: 3,
  unanswered: 2,
  first: [],
  warnings: [],
  warning_count: 0,
  problems: [],
  problem_count: 0,
  recorded: false,
};
const RECORDED = { ...CHECKED, recorded: true };
const PROBLEM: ImportProblem = {
  row: 7,
  column: "received",
  value: "2026-02-30",
  message: "`2026-02-30`: there is no such day; check the month and the day",
};
const WRONG: ImportView = { ...CHECKED, problems: [PROBLEM], problem_count: 1 };
/** A log whose columns are ours. */
const OURS: LogView = { ...answerOf("look_at_log"), fits: true };
const PROGRAM = {
  choose_log: () => ({ name: "log.csv" }),
  look_at_log: () => OURS,
  check_import: () => CHECKED,
  run_import: () => RECORDED,
};
const refuse = () =>
  Promise.reject(new Refused({ code: "said", message: "The file could not be read. Nothing was imported." }));

const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });

type User = ReturnType<typeof showPage>["user"];

async function check(user: User) {
  await user.click(screen.getByRole("button", { name: /^Choose (a|another) file/ }));
  await waitFor(() => {
    expect(button("Check").disabled).toBe(false);
  });
  await user.click(button("Check"));
}

test("nothing can be checked before a file is chosen", async () => {
  const { container } = showPage(<Import />, PROGRAM);
  expect(button("Check").disabled).toBe(true);
  expect(screen.queryByRole("region", { name: "What the columns mean" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Import" })).toBeNull();
  expect(screen.getByText(/all or nothing/)).toBeDefined();
  await expectNoViolations(container);
});

test("an import that is cancelled at the choosing leaves nothing to check, and says so", async () => {
  const { user, asks } = showPage(<Import />, { ...PROGRAM, choose_log: () => null });
  await user.click(button("Choose a file…"));
  await waitFor(() => {
    expect(asks("choose_log")).toHaveLength(1);
  });
  expect(screen.getByText("No file is chosen.")).toBeDefined();
  expect(button("Check").disabled).toBe(true);
  expect(screen.queryByRole("alert")).toBeNull();
});

test("the check records nothing; it tells the counts in words, and who asked reads on there", async () => {
  const { user, asks, container } = showPage(<Import />, PROGRAM);
  await check(user);
  const heading = await screen.findByRole("heading", { name: "What the check found" });
  expect(document.activeElement).toBe(heading);
  const panel = screen.getByRole("region", { name: "What the check found" });
  expect(within(panel).getByText("12 rows read, no problem found.")).toBeDefined();
  expect(
    within(panel)
      .getAllByRole("listitem")
      .map((line) => line.textContent),
  ).toEqual([
    "4 new requests with 9 new items",
    "1 item with a new answer or fact",
    "2 new items have no answer yet",
    "3 of them have a question that is still open",
    "2 items that were recorded before",
  ]);
  expect(asks("run_import")).toEqual([]);
  await expectNoViolations(container);
});

test("a problem blocks the import; where it is and what would be right stand in a table", async () => {
  const { user, asks, container } = showPage(<Import />, { ...PROGRAM, check_import: () => WRONG });
  await check(user);
  const table = await screen.findByRole("table", { name: "Problems" });
  const [, row] = within(table).getAllByRole("row");
  expect([...(row?.children ?? [])].map((cell) => cell.textContent)).toEqual([
    "7",
    "received",
    "2026-02-30",
    "2026-02-30: there is no such day; check the month and the day",
  ]);
  expect(button("Import").disabled).toBe(true);
  await user.click(button("Import"));
  expect(asks("run_import")).toEqual([]);
  // How many would be new is not told: nothing is.
  expect(screen.queryByText(/new requests/)).toBeNull();
  await expectNoViolations(container);
});

test("a problem of the whole file is told as one", async () => {
  const problem = { row: null, column: null, value: null, message: "the column `agency` is missing" };
  const { user } = showPage(<Import />, { ...PROGRAM, check_import: () => ({ ...WRONG, problems: [problem] }) });
  await check(user);
  expect(await screen.findByRole("rowheader", { name: "The whole file" })).toBeDefined();
});

test("more problems than are listed are told", async () => {
  const { user } = showPage(<Import />, { ...PROGRAM, check_import: () => ({ ...WRONG, problem_count: 1204 }) });
  await check(user);
  expect((await screen.findByText(/1,204 problems/)).textContent).toContain("The first 1 are listed");
});

test("warnings are told and stop nothing", async () => {
  const warned = { ...CHECKED, warnings: ["row 3 (line 4): decided before it was received"], warning_count: 40 };
  const { user, container } = showPage(<Import />, { ...PROGRAM, check_import: () => warned });
  await check(user);
  expect(await screen.findByText("row 3 (line 4): decided before it was received")).toBeDefined();
  expect(screen.getByText(/The first 1 of 40 lines/)).toBeDefined();
  expect(button("Import").disabled).toBe(false);
  await expectNoViolations(container);
});

test("a file in which nothing is new has nothing to import", async () => {
  const old = { ...CHECKED, new_requests: 0, new_items: 0, changed_items: 0, not_settled: 0, already_present: 12 };
  const { user } = showPage(<Import />, { ...PROGRAM, check_import: () => old });
  await check(user);
  await screen.findByText(/nothing in them is new/);
  expect(button("Import").disabled).toBe(true);
});

test("what was recorded is told, every page is told to look again, and the register is offered", async () => {
  const { user, asks, went, memory, container } = showPage(<Import />, PROGRAM);
  memory.setQueryData(["today"], {});
  await check(user);
  await screen.findByRole("region", { name: "What the check found" });
  await user.click(button("Import"));
  const heading = await screen.findByRole("heading", { name: "Recorded" });
  expect(document.activeElement).toBe(heading);
  expect(screen.getByText(/The file is recorded, all of it/)).toBeDefined();
  expect(asks("run_import")).toHaveLength(1);
  expect(memory.getQueryState(["today"])?.isInvalidated).toBe(true);
  expect(screen.queryByRole("button", { name: "Import" })).toBeNull();
  await expectNoViolations(container);
  await user.keyboard("{Tab}{Enter}");
  expect(went).toEqual([{ page: "register" }]);
});

test("a file that changed after the check is not recorded, and says why", async () => {
  const { user, memory } = showPage(<Import />, { ...PROGRAM, run_import: () => WRONG });
  memory.setQueryData(["today"], {});
  await check(user);
  await screen.findByRole("region", { name: "What the check found" });
  await user.click(button("Import"));
  await screen.findByRole("table", { name: "Problems" });
  expect(screen.queryByText(/is recorded, all of it/)).toBeNull();
  expect(memory.getQueryState(["today"])?.isInvalidated).toBe(false);
});

test("another file takes back what was said about the one before", async () => {
  const { user } = showPage(<Import />, { ...PROGRAM, check_import: () => WRONG });
  await check(user);
  await screen.findByRole("table", { name: "Problems" });
  await user.click(button("Choose another file…"));
  await waitFor(() => {
    expect(screen.queryByRole("table")).toBeNull();
  });
  expect(screen.queryByRole("button", { name: "Import" })).toBeNull();
  expect(button("Check").disabled).toBe(false);
});

test("the first requests are shown as they would be entered", async () => {
  const item = { what: "Close to status", outcome: null, label: "One question is open", response: "Not answered yet" };
  const first = [{ number: "A-7", received: "2026-10-07", agency: "ICE", items: [item, item] }];
  const { user, container } = showPage(<Import />, { ...PROGRAM, check_import: () => ({ ...CHECKED, first }) });
  await check(user);
  const table = await screen.findByRole("table", { name: "The first requests" });
  const [, row] = within(table).getAllByRole("row");
  expect(row?.textContent).toContain("A-77 Oct 2026");
  expect(within(table).getAllByText("One question is open")).toHaveLength(2);
  await expectNoViolations(container);
});

test("a file that cannot be read says why, and nothing can be checked", async () => {
  const problem = "the workbook is closed with a password; open it in the spreadsheet program";
  const view = { ...OURS, columns: [], fits: false, problem };
  const { user, container } = showPage(<Import />, { ...PROGRAM, look_at_log: () => view });
  await user.click(button("Choose a file…"));
  expect((await screen.findByRole("alert")).textContent).toContain("closed with a password");
  expect(button("Check").disabled).toBe(true);
  await expectNoViolations(container);
});

test("of several sheets one is chosen, and the check is of that one", async () => {
  const sheets = ["2025", "2026"];
  const { user, asks, container } = showPage(<Import />, {
    ...PROGRAM,
    look_at_log: (sheet) => ({ ...OURS, sheets, sheet, columns: sheet === "" ? [] : OURS.columns }),
  });
  await user.click(button("Choose a file…"));
  const sheet = await screen.findByRole("button", { name: /Sheet with the log/ });
  expect(button("Check").disabled).toBe(true);
  await user.click(sheet);
  await user.click(await screen.findByRole("option", { name: "2026" }));
  await waitFor(() => {
    expect(button("Check").disabled).toBe(false);
  });
  expect(asks("choose_log")).toHaveLength(1);
  expect(asks("look_at_log")).toEqual(["", "2026"]);
  await user.click(button("Check"));
  await screen.findByRole("region", { name: "What the check found" });
  expect(asks("check_import")).toEqual([{ sheet: "2026", mapping: null }]);
  await expectNoViolations(container);
});

test("a refusal is told in its words; the file stays chosen and can be checked again", async () => {
  const answers = [refuse, () => CHECKED];
  const { user, container } = showPage(<Import />, { ...PROGRAM, check_import: () => answers.shift()?.() ?? CHECKED });
  await check(user);
  expect((await screen.findByRole("alert")).textContent).toBe("The file could not be read. Nothing was imported.");
  expect(screen.getByText("log.csv")).toBeDefined();
  await expectNoViolations(container);
  await user.click(button("Check"));
  await screen.findByRole("region", { name: "What the check found" });
  expect(screen.queryByRole("alert")).toBeNull();
});

test("what was refused is said of the files it was refused for", async () => {
  const { user } = showPage(<Import />, { ...PROGRAM, check_import: refuse });
  await check(user);
  await screen.findByRole("alert");
  await user.click(button("Choose another file…"));
  await waitFor(() => {
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

test("a check that is refused takes back the one before: there is nothing to import on", async () => {
  const answers = [() => CHECKED, refuse];
  const { user } = showPage(<Import />, { ...PROGRAM, check_import: () => answers.shift()?.() ?? CHECKED });
  await check(user);
  await screen.findByRole("region", { name: "What the check found" });
  await user.click(button("Check"));
  await screen.findByRole("alert");
  expect(screen.queryByRole("button", { name: "Import" })).toBeNull();
});

test("a choosing that is cancelled leaves nothing chosen, as in the program", async () => {
  const files = [{ name: "log.csv" }, null];
  const { user } = showPage(<Import />, { ...PROGRAM, choose_log: () => files.shift() ?? null });
  await user.click(button("Choose a file…"));
  await screen.findByText("log.csv");
  await user.click(button("Choose another file…"));
  await screen.findByText("No file is chosen.");
  expect(button("Check").disabled).toBe(true);
});

test("an import that is refused is told, and what the check found stays with the way to try again", async () => {
  const refuse = () =>
    Promise.reject(new Refused({ code: "said", message: "The file could not be read. Nothing was imported." }));
  const { user, container } = showPage(<Import />, { ...PROGRAM, run_import: refuse });
  await check(user);
  await screen.findByRole("region", { name: "What the check found" });
  await user.click(button("Import"));
  expect((await screen.findByRole("alert")).textContent).toBe("The file could not be read. Nothing was imported.");
  expect(document.activeElement).toBe(button("Import"));
  expect(button("Import").disabled).toBe(false);
  await expectNoViolations(container);
});

test("while a check is under way no other file can be chosen: what is said is said of the file in sight", async () => {
  let answer: (view: ImportView) => void = () => undefined;
  const { user, asks } = showPage(<Import />, {
    ...PROGRAM,
    check_import: () =>
      new Promise<ImportView>((resolve) => {
        answer = resolve;
      }),
  });
  await check(user);
  await screen.findByText("Checking…");
  await user.click(button("Choose another file…"));
  await user.click(button("Check"));
  expect(asks("choose_log")).toHaveLength(1);
  expect(asks("check_import")).toHaveLength(1);
  answer(CHECKED);
  await screen.findByRole("region", { name: "What the check found" });
});

test("what stands in a file or its name is text, and turns nothing around it", async () => {
  const hostile = "<img src=x onerror=alert(1)>\u202egnp.exe";
  const problem = { ...PROBLEM, column: hostile, value: `=HYPERLINK("x")${hostile}`, message: `\`${hostile}\`: no` };
  const { user, container } = showPage(<Import />, {
    ...PROGRAM,
    choose_log: () => ({ name: hostile }),
    check_import: () => ({ ...WRONG, problems: [problem], warnings: [`\`${hostile}\` odd`], warning_count: 1 }),
  });
  await check(user);
  await screen.findByRole("table", { name: "Problems" });
  expect(container.querySelector("img")).toBeNull();
  const alone = [...container.querySelectorAll("bdi")].map((part) => part.textContent);
  expect(alone.filter((text) => text === hostile)).toHaveLength(4);
  expect(alone).toContain(`=HYPERLINK("x")${hostile}`);
});
