import { onlineManager } from "@tanstack/react-query";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";

import type { QuarterLabel, Told } from "../ipc/generated";
import { answerOf, mockProgram } from "../ipc/mock";
import { expectNoViolations } from "../shared/testPage";
import { App } from "./App";
import { tellTouches } from "./touches";

afterEach(() => {
  onlineManager.setOnline(true);
  vi.useRealTimers();
});

/** The program refuses everything but what can be asked of a locked desk. */
function locked(): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- the program refuses with an object
  throw { code: "locked", message: "The desk is locked." };
}

test("a computer without a network works as any other", async () => {
  onlineManager.setOnline(false);
  const asked = mockProgram();
  const user = userEvent.setup();
  render(<App />);
  await screen.findByRole("heading", { name: "Today" });
  await user.keyboard("{Control>}7{/Control}");
  await user.type(await screen.findByRole("textbox", { name: "Name" }), "Pioneer Valley Transit");
  await user.click(screen.getByRole("button", { name: /Class/ }));
  await user.click(await screen.findByRole("option", { name: /Another city or town/ }));
  await user.click(screen.getByRole("button", { name: "Add the agency" }));
  await screen.findByText(/was added/);
  expect(asked.map(({ name }) => name)).toContain("add_agency");
});

test("when the program says that the desk is locked, the lock screen is shown, after a look and after an act", async () => {
  let isLocked = false;
  mockProgram({
    opening: () => (isLocked ? { state: "locked", officers: ["M. Alvarez"] } : answerOf("opening")),
    settings: () => (isLocked ? locked() : answerOf("settings")),
    verify_record: () => locked(),
  });
  const user = userEvent.setup();
  render(<App />);
  await screen.findByRole("heading", { name: "Today" });
  isLocked = true;
  await user.keyboard("{Control>}7{/Control}");
  await screen.findByRole("heading", { name: "The desk is locked" });

  isLocked = false;
  await user.type(screen.getByLabelText("Passphrase"), "seven lamps on a quiet hill{Enter}");
  await screen.findByRole("heading", { name: "Today" });
  await user.keyboard("{Control>}4{/Control}");
  isLocked = true;
  await user.click(await screen.findByRole("button", { name: "Check the record" }));
  await screen.findByRole("heading", { name: "The desk is locked" });
});

test("keys lead to every page, and F1 shows them", async () => {
  mockProgram();
  const user = userEvent.setup();
  render(<App />);
  await screen.findByRole("heading", { name: "Today", level: 1 });
  for (const [key, name] of [
    ["2", "Register"],
    ["3", "§ 1373 exchanges"],
    ["4", "Disclosure report"],
    ["5", "The ordinance"],
    ["6", "Import"],
    ["7", "Settings"],
    ["n", "Log a request"],
    ["1", "Today"],
  ] as const) {
    await user.keyboard(`{Control>}${key}{/Control}`);
    await screen.findByRole("heading", { name, level: 1 });
  }
  await user.keyboard("{F1}");
  await screen.findByRole("dialog", { name: "Keys" });
});

test("a setting holds at once on every page", async () => {
  const opened = answerOf("opening");
  if (opened.state !== "open") throw new Error("the contract has an open desk");
  let quarters: QuarterLabel = "fiscal";
  mockProgram({
    opening: () => ({ state: "open", session: { ...opened.session, quarters } }),
    change_setting: (change) => {
      if (change.change === "show_quarters") quarters = change.first;
      return { ...answerOf("settings"), quarters };
    },
  });
  const user = userEvent.setup();
  render(<App />);
  await screen.findByText(/FY2027-Q2 \(2026-Q4\), day/);
  await user.keyboard("{Control>}7{/Control}");
  await user.click(await screen.findByRole("radio", { name: /The calendar year/ }));
  await screen.findByText("Every page names quarters this way now.");
  await user.keyboard("{Control>}1{/Control}");
  await screen.findByText(/2026-Q4 \(FY2027-Q2\), day/);
});

test("a record that lacks what was seen of it is only read, and says so, until somebody types to go on", async () => {
  const opened = answerOf("opening");
  if (opened.state !== "open") throw new Error("the contract has an open desk");
  const { session } = opened;
  const lacking = { said: "This record is older than the one last used.", words: "go on with this record" };
  const asked = mockProgram({
    opening: () => ({ state: "open", session: { ...session, lacking } }),
    lock: () => ({ state: "open", session: { ...session, lacking } }),
    go_on: (typed) => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the program refuses with an object
      if (typed !== lacking.words) throw { code: "refused", message: `To go on, type: ${lacking.words}.` };
      return session;
    },
  });
  const user = userEvent.setup();
  const { container } = render(<App />);
  await screen.findByRole("heading", { name: "Something is missing from this record" });
  screen.getByText(lacking.said);
  expect(screen.queryByRole("navigation")).toBeNull();
  await expectNoViolations(container);

  await user.click(screen.getByRole("button", { name: "Open it only to read" }));
  await screen.findByRole("heading", { name: "Today" });
  screen.getByRole("complementary", { name: "Only to read" });
  await expectNoViolations(container);
  expect(asked.map(({ name }) => name)).not.toContain("go_on");

  await user.keyboard("{Control>}l{/Control}");
  const field = await screen.findByLabelText("To go on, type these words");
  await user.type(field, "go on{Enter}");
  await screen.findByRole("alert");
  expect(document.activeElement).toBe(field);
  await user.clear(field);
  await user.type(field, `${lacking.words}{Enter}`);
  await screen.findByRole("heading", { name: "Today" });
  expect(screen.queryByRole("complementary")).toBeNull();
});

function tell(told: Told) {
  act(() => {
    window.dispatchEvent(new CustomEvent("told", { detail: told }));
  });
}

test("told that the desk was locked, the page shows nothing of the record from then on, and keeps the draft", async () => {
  let isLocked = false;
  const asked = mockProgram({
    kept_draft: () => null,
    opening: () => (isLocked ? { state: "locked", officers: ["M. Alvarez"] } : answerOf("opening")),
  });
  const user = userEvent.setup();
  render(<App />);
  await screen.findByRole("heading", { name: "Today" });
  await user.keyboard("{Control>}n{/Control}");
  await user.type(await screen.findByRole("combobox", { name: /First reached|Department/ }), "Police Records");
  expect(asked.map(({ name }) => name)).not.toContain("keep_draft");
  isLocked = true;
  tell({ told: "locked" });
  expect(screen.queryByRole("navigation")).toBeNull();
  expect(asked.map(({ name }) => name)).toContain("keep_draft");
  await screen.findByRole("heading", { name: "The desk is locked" });
});

test("the menu does what the keys do, and a key that both hear is pressed once", async () => {
  // A press is told twice within a moment, however slow the computer of the test is.
  vi.useFakeTimers({ toFake: ["performance"] });
  const asked = mockProgram();
  const user = userEvent.setup();
  render(<App />);
  await screen.findByRole("heading", { name: "Today" });
  tell({ told: "chosen", act: "register" });
  await screen.findByRole("heading", { name: "Register" });
  tell({ told: "chosen", act: "keys" });
  await screen.findByRole("dialog", { name: "Keys" });
  tell({ told: "chosen", act: "keys" });
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  vi.advanceTimersByTime(1_000);
  await user.keyboard("{F1}");
  tell({ told: "chosen", act: "keys" });
  await screen.findByRole("dialog", { name: "Keys" });
  vi.advanceTimersByTime(1_000);
  tell({ told: "chosen", act: "keys" });
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  tell({ told: "chosen", act: "about" });
  await screen.findByText(/not legal advice/);
  await user.keyboard("{Escape}");
  tell({ told: "chosen", act: "lock" });
  tell({ told: "chosen", act: "quit" });
  await waitFor(() => {
    expect(asked.map(({ name }) => name)).toEqual(expect.arrayContaining(["lock", "quit"]));
  });
});

test("zoom goes by keys, and the percent is told", async () => {
  const asked = mockProgram({ zoom: (step) => (step === "out" ? 90 : 110) });
  const user = userEvent.setup();
  render(<App />);
  await screen.findByRole("heading", { name: "Today" });
  await user.keyboard("{Control>}={/Control}");
  await screen.findByText("Shown at 110 percent");
  await user.keyboard("{Control>}-{/Control}");
  await screen.findByText("Shown at 90 percent");
  await user.keyboard("{Control>}+{/Control}{Control>}0{/Control}");
  expect(asked.filter(({ name }) => name === "zoom").map(({ ask }) => ask)).toEqual(["in", "out", "in", "reset"]);
});

test("keys that need the record do nothing at a locked desk; F1 and the menu's About do", async () => {
  const asked = mockProgram({ opening: () => ({ state: "locked", officers: ["M. Alvarez"] }) });
  const user = userEvent.setup();
  render(<App />);
  await screen.findByRole("heading", { name: "The desk is locked" });
  await user.keyboard("{Control>}n{/Control}{Control>}2{/Control}{Control>}l{/Control}");
  tell({ told: "chosen", act: "log_request" });
  expect(screen.getByRole("heading", { name: "The desk is locked" })).toBeDefined();
  await user.keyboard("{F1}");
  await screen.findByRole("dialog", { name: "Keys" });
  expect(asked.map(({ name }) => name)).not.toContain("lock");
});

test("touches are told at most once a minute", async () => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const tell = vi.fn<() => void>();
  const end = tellTouches(10, tell);
  const user = userEvent.setup();
  await user.keyboard("abc");
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(59_000);
  await user.keyboard("d");
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  await user.keyboard("e");
  expect(tell).toHaveBeenCalledTimes(2);
  end();
  vi.advanceTimersByTime(60_000);
  await user.keyboard("f");
  expect(tell).toHaveBeenCalledTimes(2);
});
