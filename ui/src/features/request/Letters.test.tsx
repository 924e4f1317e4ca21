import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { LetterOffered } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Letters } from "./Letters";

afterEach(cleanup);

const REQUEST = answerOf("request");
const EXTENSION: LetterOffered = {
  letter: "extension",
  name: "Notice of extension",
  about: "Says that the records take longer.",
  items: [1],
  languages: [
    { value: "en", label: "English", hint: null },
    { value: "es", label: "Spanish", hint: null },
  ],
  exemptions: [],
  wants_reason: true,
  latest: "2026-11-13",
  kept: true,
};

test("a letter is shown as it will stand on paper, issued as it was shown, and told to be kept", async () => {
  const { user, asks, container } = showPage(<Letters request={REQUEST} />, {});
  await user.click(await screen.findByRole("button", { name: "Prepare… Refusal" }));
  const paper = await screen.findByRole("article", { name: "The letter" });
  expect(within(paper).getByText(/This letter says neither/)).toBeDefined();
  expect(within(paper).getByText("Enforcement and Removal Operations")).toBeDefined();
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Issue and save as PDF…" }));
  expect((await screen.findByText(/issued, and saved as letter.pdf/)).textContent).toContain("kept under Attachments");
  expect(screen.queryByRole("article")).toBeNull();
  expect(asks("issue_letter")).toEqual(asks("show_letter").slice(0, 1));
  expect(asks("issue_letter")[0]).toMatchObject({ number: REQUEST.number, letter: "refusal", language: "en" });
});

test("what a letter says is asked for first, and a change takes the shown letter away", async () => {
  const { user, asks } = showPage(<Letters request={{ ...REQUEST, letters: [EXTENSION] }} />, {});
  await user.click(await screen.findByRole("button", { name: "Prepare… Notice of extension" }));
  expect(screen.queryByRole("button", { name: "Issue and save as PDF…" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show the letter" }));
  expect(screen.getByText("Give a reason.")).toBeDefined();
  expect(asks("show_letter")).toEqual([]);
  await user.type(screen.getByLabelText("The reason that the letter gives"), "they are in storage");
  await user.click(screen.getByRole("button", { name: "Show the letter" }));
  await screen.findByRole("article", { name: "The letter" });
  expect(asks("show_letter")[0]).toMatchObject({ reason: "they are in storage", due: "2026-11-13" });
  await user.type(screen.getByLabelText("The reason that the letter gives"), " now");
  expect(screen.queryByRole("article")).toBeNull();
  expect(screen.queryByRole("button", { name: "Issue and save as PDF…" })).toBeNull();
});

test("an answer that withholds names its exemptions, in the language that was chosen", async () => {
  const answer: LetterOffered = {
    ...EXTENSION,
    letter: "public_records",
    name: "Answer to a public-records request",
    exemptions: [{ value: "c", label: "(c) Privacy", hint: null }],
    wants_reason: false,
    latest: null,
  };
  const { user, asks, container } = showPage(<Letters request={{ ...REQUEST, letters: [answer] }} />, {});
  await user.click(await screen.findByRole("button", { name: /^Prepare/ }));
  await user.click(screen.getByRole("button", { name: "Show the letter" }));
  expect(screen.getByText("Name at least one exemption.")).toBeDefined();
  await user.click(screen.getByRole("checkbox", { name: "(c) Privacy" }));
  await user.click(screen.getByRole("button", { name: /Language$/ }));
  await user.click(await screen.findByRole("option", { name: "Spanish" }));
  await user.click(screen.getByRole("button", { name: "Show the letter" }));
  await screen.findByRole("article", { name: "The letter" });
  expect(asks("show_letter")[0]).toMatchObject({ exemptions: ["c"], language: "es" });
  await expectNoViolations(container);
});

test("where the file could not be written nothing is said to be issued; a draft says that it is none", async () => {
  let tries = 0;
  const { user } = showPage(<Letters request={REQUEST} />, {
    issue_letter: () => {
      tries += 1;
      if (tries === 1) return null;
      throw new Refused({ code: "refused", message: "The disk is full." });
    },
  });
  await user.click(await screen.findByRole("button", { name: "Prepare… Refusal" }));
  await user.click(await screen.findByRole("button", { name: "Issue and save as PDF…" }));
  expect(screen.queryByRole("alert")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Issue and save as PDF…" }));
  expect((await screen.findByRole("alert")).textContent).toBe("The disk is full.");
  await user.click(screen.getByRole("button", { name: "Save to edit (DOCX)…" }));
  expect(await screen.findByText(/It is not issued by that/)).toBeDefined();
});

test("a letter with an answer by hand says that it is not kept", async () => {
  const { user } = showPage(<Letters request={REQUEST} />, {});
  await user.click(await screen.findByRole("button", { name: "Prepare… Answer under § 1373" }));
  expect(await screen.findByText(/written in by hand, on paper/)).toBeDefined();
});

test("a request that leads to no letter has no such section", () => {
  showPage(<Letters request={{ ...REQUEST, letters: [] }} />, {});
  expect(screen.queryByRole("region", { name: "Letters" })).toBeNull();
});
