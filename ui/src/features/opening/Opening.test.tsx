import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { Refused } from "../../ipc/call";
import type { Opening as OpeningState, Session } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, SESSION, showPage } from "../../shared/testPage";
import { Opening } from "./Opening";

afterEach(cleanup);

const STRONG = { score: 4, enough: true, advice: "Good." };
const WEAK = { score: 1, enough: false, advice: "Easy to guess. Add another word." };
const LOCKED: OpeningState = { state: "locked", officers: ["M. Alvarez", "J. Whitcomb"] };
const about = () => ({ ...answerOf("about"), version: "1.2.3" });

function wrongPassphrase(): never {
  throw new Refused({ code: "wrong_passphrase", message: "This passphrase does not open the record." });
}

function show(state: Exclude<OpeningState, { state: "open" }>, program: Parameters<typeof showPage>[1] = {}) {
  const onOpen = vi.fn<(session: Session) => void>();
  const onOpening = vi.fn<(opening: OpeningState) => void>();
  const shown = showPage(
    <Opening
      opening={state}
      onOpening={(opening) => {
        if (opening.state === "open") onOpen(opening.session);
        else onOpening(opening);
      }}
    />,
    {
      about,
      passphrase_strength: ({ passphrase }) => (passphrase.length > 12 ? STRONG : WEAK),
      ...program,
    },
  );
  return { ...shown, onOpen, onOpening };
}

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);

const SHEET = answerOf("make_recovery_sheet");
const wordOf = (number: number) => SHEET.words[number - 1] ?? "";

test("the first start makes a record and its recovery sheet, and opens it once the sheet was read", async () => {
  const { user, asks, onOpen, memory, container } = show({ state: "first_start" }, { set_up: () => SESSION });
  await user.type(field("Your name"), "M. Alvarez");
  await user.type(field("Passphrase"), "lantern orchard velvet");
  await user.type(field("Passphrase again"), "lantern orchard velvet");
  await screen.findByText(/Very strong/);
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Make the record" }));
  const list = await screen.findByRole("list", { name: "The words" });
  expect(screen.getAllByRole("heading", { name: /recovery sheet/i })).toContain(document.activeElement);
  expect(
    within(list)
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent),
  ).toEqual(SHEET.words);
  expect(asks("set_up")).toEqual([
    { office: "City Clerk", officer: "M. Alvarez", passphrase: "lantern orchard velvet" },
  ]);
  expect(asks("make_recovery_sheet")).toEqual(["lantern orchard velvet"]);
  expect(onOpen).not.toHaveBeenCalled();
  await expectNoViolations(container);

  await user.type(field("Word 4"), wordOf(4));
  await user.type(field("Word 11"), `${wordOf(4)}x{Enter}`);
  await screen.findByText("This is not word 11 of the sheet.");
  expect(document.activeElement).toBe(field("Word 11"));
  expect(onOpen).not.toHaveBeenCalled();
  await user.clear(field("Word 11"));
  await user.type(field("Word 11"), ` ${wordOf(11).toUpperCase()} {Enter}`);
  await waitFor(() => {
    expect(onOpen).toHaveBeenCalledWith(SESSION);
  });
  expect(
    JSON.stringify(
      memory
        .getQueryCache()
        .getAll()
        .map(({ state }) => state),
    ),
  ).not.toContain(SHEET.words[0]);
});

test("the sheet is printed, and saved as a file whose name is told", async () => {
  const { user, asks } = show({ state: "first_start" }, { set_up: () => SESSION });
  await user.type(field("Your name"), "M. Alvarez");
  await user.type(field("Passphrase"), "lantern orchard velvet");
  await user.type(field("Passphrase again"), "lantern orchard velvet{Enter}");
  await user.click(await screen.findByRole("button", { name: "Print…" }));
  expect(asks("print")).toEqual([{ what: "recovery_sheet" }]);
  await user.click(screen.getByRole("button", { name: "Save as a file…" }));
  await screen.findByText("recovery-sheet.txt");
  expect(asks("save_recovery_sheet")).toEqual([SHEET]);
});

test("a sheet that could not be made is told, and the record is there all the same", async () => {
  const { user, onOpen, container } = show(
    { state: "first_start" },
    {
      set_up: () => SESSION,
      make_recovery_sheet: () => {
        throw new Refused({ code: "refused", message: "The disk is full." });
      },
    },
  );
  await user.type(field("Your name"), "M. Alvarez");
  await user.type(field("Passphrase"), "lantern orchard velvet");
  await user.type(field("Passphrase again"), "lantern orchard velvet{Enter}");
  expect((await screen.findByRole("alert")).textContent).toContain("The disk is full.");
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Go to the desk" }));
  expect(onOpen).toHaveBeenCalledWith(SESSION);
});

test("a passphrase that is easy to guess is not taken, and the advice stands at its field", async () => {
  const { user, asks } = show({ state: "first_start" });
  await user.type(field("Your name"), "M. Alvarez");
  await user.type(field("Passphrase"), "river");
  await user.type(field("Passphrase again"), "river{Enter}");
  await waitFor(() => {
    expect(document.activeElement).toBe(field("Passphrase"));
  });
  await screen.findByText("Not enough yet.");
  expect(screen.getAllByText(/Add another word/)).toHaveLength(2);
  expect(asks("set_up")).toEqual([]);
});

test("a passphrase that cannot be measured is not taken", async () => {
  const { user, asks } = show(
    { state: "first_start" },
    {
      passphrase_strength: () => {
        throw new Refused({ code: "refused", message: "It could not be measured." });
      },
      set_up: () => SESSION,
    },
  );
  await user.type(field("Your name"), "M. Alvarez");
  await user.type(field("Passphrase"), "lantern orchard velvet");
  await user.type(field("Passphrase again"), "lantern orchard velvet{Enter}");
  await screen.findByText("It could not be measured.");
  expect(asks("set_up")).toEqual([]);
});

test("two passphrases that differ are told before anything is made", async () => {
  const { user, asks } = show({ state: "first_start" });
  await user.type(field("Your name"), "M. Alvarez");
  await user.type(field("Passphrase"), "lantern orchard velvet");
  await user.type(field("Passphrase again"), "lantern orchard velvets{Enter}");
  await screen.findByText(/not the same/);
  expect(document.activeElement).toBe(field("Passphrase again"));
  expect(asks("set_up")).toEqual([]);
});

test("the lock screen waits for the passphrase, and opens with Enter", async () => {
  const { user, asks, onOpen, container } = show(LOCKED, { unlock: () => SESSION });
  expect(document.activeElement).toBe(field("Passphrase"));
  await expectNoViolations(container);
  await user.keyboard("lantern orchard velvet{Enter}");
  await waitFor(() => {
    expect(onOpen).toHaveBeenCalledWith(SESSION);
  });
  expect(asks("unlock")).toEqual([{ officer: "M. Alvarez", passphrase: "lantern orchard velvet" }]);
});

test("a wrong passphrase is told, emptied and kept nowhere; the officer stays", async () => {
  const { user, asks, onOpen, memory, container } = show(LOCKED, { unlock: wrongPassphrase });
  await user.click(screen.getByRole("button", { name: /Officer/ }));
  await user.click(await screen.findByRole("option", { name: "J. Whitcomb" }));
  await user.type(field("Passphrase"), "lantern");
  await user.click(screen.getByRole("button", { name: /^Open ?Enter$/ }));
  expect((await screen.findByRole("alert")).textContent).toBe("This passphrase does not open the record.");
  expect(field("Passphrase").value).toBe("");
  expect(document.activeElement).toBe(field("Passphrase"));
  expect(onOpen).not.toHaveBeenCalled();
  const kept = [...memory.getQueryCache().getAll(), ...memory.getMutationCache().getAll()].map(({ state }) => state);
  expect(JSON.stringify(kept)).not.toContain("lantern");
  await expectNoViolations(container);
  await user.keyboard("again{Enter}");
  await waitFor(() => {
    expect(asks("unlock")).toHaveLength(2);
  });
  expect(asks("unlock")).toContainEqual({ officer: "J. Whitcomb", passphrase: "again" });
});

test("the practice desk opens from the lock screen without a passphrase", async () => {
  const practice = { ...SESSION, practice: true };
  const { user, onOpen } = show(LOCKED, { practise: () => practice });
  await user.click(screen.getByRole("button", { name: "Try it on the practice desk" }));
  await waitFor(() => {
    expect(onOpen).toHaveBeenCalledWith(practice);
  });
});

test("the locked practice desk shows its two officers with their passphrases, and either opens it", async () => {
  const officers = [
    { name: "Practice officer", passphrase: "one lamp" },
    { name: "Second practice officer", passphrase: "two boats" },
  ];
  const ended: OpeningState = { state: "first_start" };
  const { user, asks, onOpen, onOpening, container } = show(
    { state: "practice", officers },
    { unlock: () => ({ ...SESSION, practice: true }), end_practice: () => ended },
  );
  for (const { passphrase } of officers) screen.getByText(passphrase);
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: /Officer/ }));
  await user.click(await screen.findByRole("option", { name: "Second practice officer" }));
  await user.type(field("Passphrase"), "two boats{Enter}");
  await waitFor(() => {
    expect(onOpen).toHaveBeenCalledWith({ ...SESSION, practice: true });
  });
  expect(asks("unlock")).toEqual([{ officer: "Second practice officer", passphrase: "two boats" }]);
  await user.click(screen.getByRole("button", { name: "End the practice" }));
  await waitFor(() => {
    expect(onOpening).toHaveBeenCalledWith(ended);
  });
});

const NEW = "copper violin beneath slow rivers";

test("who lost the passphrase gets a new one with the words of the sheet", async () => {
  const { user, asks, onOpen, container } = show(LOCKED, { recover: () => SESSION });
  await user.click(screen.getByRole("button", { name: "Open with the recovery sheet" }));
  expect(document.activeElement).toBe(field("The words"));
  await user.click(screen.getByRole("button", { name: "Set the passphrase and open" }));
  await screen.findByText("Type the words from the sheet.");
  await user.type(field("The words"), "legal winner thank year");
  await user.click(screen.getByRole("button", { name: /Officer/ }));
  await user.click(await screen.findByRole("option", { name: "J. Whitcomb" }));
  await user.type(field("New passphrase"), NEW);
  await screen.findByText(/Very strong/);
  await user.type(field("New passphrase again"), "another{Enter}");
  expect(document.activeElement).toBe(field("New passphrase again"));
  expect(asks("recover")).toEqual([]);
  await user.clear(field("New passphrase again"));
  await user.type(field("New passphrase again"), NEW);
  await expectNoViolations(container);
  await user.keyboard("{Enter}");
  await waitFor(() => {
    expect(onOpen).toHaveBeenCalledWith(SESSION);
  });
  expect(asks("recover")).toEqual([{ words: "legal winner thank year", officer: "J. Whitcomb", passphrase: NEW }]);
});

test("a wrong word is told where the words are, and they need not be typed again", async () => {
  const { user, container } = show(
    { state: "locked", officers: ["M. Alvarez"] },
    {
      recover: () => {
        throw new Refused({ code: "recovery_words", message: "Word 3 stands on no recovery sheet." });
      },
    },
  );
  await user.click(screen.getByRole("button", { name: "Open with the recovery sheet" }));
  await user.type(field("The words"), "legal winner thnak");
  await user.type(field("New passphrase"), NEW);
  await screen.findByText(/Very strong/);
  await user.type(field("New passphrase again"), `${NEW}{Enter}`);
  await screen.findByText("Word 3 stands on no recovery sheet.");
  expect(document.activeElement).toBe(field("The words"));
  expect(field("The words").value).toBe("legal winner thnak");
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Back" }));
  await screen.findByRole("heading", { name: "The desk is locked" });
});
