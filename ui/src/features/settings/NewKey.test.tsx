import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { NewKey } from "./NewKey";

afterEach(cleanup);

const form = async () => within(await screen.findByRole("form", { name: "Give the record a new key" }));
const PASSPHRASE = "seven lamps on a quiet hill";

test("who has left is named until the record has a new key; its sheet is shown once and remembered nowhere", async () => {
  const sheet = answerOf("change_record_key");
  let left = ["C. Diaz"];
  const { user, asks, container, memory } = showPage(<NewKey />, {
    record_key: () => ({ left_since: left, may_change: true }),
    change_record_key: () => {
      left = [];
      return sheet;
    },
  });
  await (await form()).findByText("C. Diaz");
  await expectNoViolations(container);
  await user.click((await form()).getByRole("button", { name: "Give the record a new key" }));
  expect(asks("change_record_key")).toEqual([]);
  await user.type((await form()).getByLabelText("Your passphrase"), `${PASSPHRASE}{Enter}`);
  await screen.findByRole("list", { name: "The words" });
  expect(asks("change_record_key")).toEqual([PASSPHRASE]);
  const kept = [...memory.getQueryCache().getAll(), ...memory.getMutationCache().getAll()].map(({ state }) => state);
  expect(JSON.stringify(kept)).not.toContain(sheet.words[0]);
  await user.type(screen.getByLabelText("Word 4"), sheet.words[3] ?? "");
  await user.type(screen.getByLabelText("Word 11"), sheet.words[10] ?? "");
  await user.click(screen.getByRole("button", { name: "Done" }));
  await screen.findByText("The record has its new key, and the new sheet opens it.");
  expect(screen.queryByText("C. Diaz")).toBeNull();
  expect((await form()).getByLabelText("Your passphrase")).toHaveProperty("value", "");
});

test("a refusal says why, and the passphrase is typed again", async () => {
  const { user } = showPage(<NewKey />, {
    record_key: () => ({ left_since: [], may_change: true }),
    change_record_key: () => {
      throw new Refused({ code: "wrong_passphrase", message: "The passphrase is not right." });
    },
  });
  await user.type((await form()).getByLabelText("Your passphrase"), "wrong{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("The passphrase is not right.");
  expect(document.activeElement).toBe((await form()).getByLabelText("Your passphrase"));
});

test("who may not change it is not asked to", async () => {
  const { asks, container } = showPage(<NewKey />, {
    record_key: () => ({ left_since: ["C. Diaz"], may_change: false }),
  });
  await expect.poll(() => asks("record_key").length).toBe(1);
  expect(container.textContent).toBe("");
});
