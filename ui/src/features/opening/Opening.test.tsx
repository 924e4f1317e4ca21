import { cleanup, screen, waitFor } from "@testing-library/react";
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

test("the first start makes a record and opens it", async () => {
  const { user, asks, onOpen, container } = show({ state: "first_start" }, { set_up: () => SESSION });
  await user.type(field("Your name"), "M. Alvarez");
  await user.type(field("Passphrase"), "lantern orchard velvet");
  await user.type(field("Passphrase again"), "lantern orchard velvet");
  await screen.findByText(/Very strong/);
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Make the record" }));
  await waitFor(() => {
    expect(onOpen).toHaveBeenCalledWith(SESSION);
  });
  expect(asks("set_up")).toEqual([
    { office: "City Clerk", officer: "M. Alvarez", passphrase: "lantern orchard velvet" },
  ]);
  expect(field("Passphrase").value).toBe("");
  expect(field("Passphrase again").value).toBe("");
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
  await user.click(screen.getByRole("button", { name: /^Open/ }));
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
