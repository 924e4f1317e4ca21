import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { LetterWording } from "./LetterWording";

afterEach(cleanup);

async function choose(user: ReturnType<typeof showPage>["user"], name: string) {
  await user.click(await screen.findByRole("button", { name: /The words of$/ }));
  await user.click(await screen.findByRole("option", { name }));
}

test("what is required cannot be changed, and the rest is worded by the office", async () => {
  const { user, asks, container } = showPage(<LetterWording />, {});
  await choose(user, "Refusal, English");
  expect(screen.getByText(/This letter says neither/)).toBeDefined();
  expect(screen.queryByLabelText(/neither/)).toBeNull();
  const opening = screen.getByLabelText("Your words: opening");
  await user.clear(opening);
  await user.type(opening, "Thank you.");
  await user.click(screen.getByRole("button", { name: "Keep these words for the opening" }));
  expect(await screen.findByText("Kept for the letters from now on.")).toBeDefined();
  expect(asks("word_letter")).toEqual([{ letter: "refusal", language: "en", part: "opening", words: "Thank you." }]);
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Use the standard words for the opening" }));
  expect(asks("word_letter")[1]).toMatchObject({ words: "" });
});

test("the letterhead is set line by line, and what cannot stand there is refused in words", async () => {
  let tries = 0;
  const { user, asks } = showPage(<LetterWording />, {
    set_letterhead: () => {
      tries += 1;
      throw new Refused({ code: "refused", message: "Keep it to 4 lines." });
    },
  });
  const lines = await screen.findByLabelText("Below the office’s name, on every letter");
  await user.clear(lines);
  await user.type(lines, "210 Main Street{enter}(413) 555-0100");
  await user.click(screen.getByRole("button", { name: "Set the letterhead" }));
  expect((await screen.findByRole("alert")).textContent).toBe("Keep it to 4 lines.");
  expect(asks("set_letterhead")).toEqual([["210 Main Street", "(413) 555-0100"]]);
  expect(tries).toBe(1);
});
