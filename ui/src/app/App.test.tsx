import { onlineManager } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test } from "vitest";

import type { QuarterLabel } from "../ipc/generated";
import { answerOf, mockProgram } from "../ipc/mock";
import { App } from "./App";

afterEach(() => {
  onlineManager.setOnline(true);
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
