import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { afterEach, expect, test } from "vitest";

import type { Determination, Words } from "../ipc/generated";
import { WordsContext } from "./answers";
import { DeterminationSheet } from "./DeterminationSheet";

afterEach(cleanup);

const choice = (value: string, label: string) => ({ value, label, hint: null });
const paper = (name: string, instrument: string) => ({
  name,
  title: `Title of ${name}`,
  instrument,
  what: `What ${name} is.`,
  signed_by: "A judge.",
  compels: "Yes.",
});
const WORDS: Words = {
  questions: [
    {
      fact: "instrument",
      question: "What paper came with it?",
      help: "Look at the signature.",
      choices: [choice("none", "No paper"), choice("court_order", "Court order")],
    },
    { fact: "valid_on_face", question: "Is it good on its face?", help: null, choices: [choice("yes", "Yes")] },
    { fact: "purpose", question: "Why do they want it?", help: null, choices: [choice("other", "Another reason")] },
  ],
  kinds: [],
  papers: [paper("I-247A", "detainer"), paper("Order", "court_order")],
  origins: [],
  channels: [],
  directions: [],
  responses: [],
  outcomes: [],
  flags: [choice("high", "High")],
  waits: [],
  corrections: [],
  attached: [],
  sealed_under: [],
};

const SETTLED: Determination = {
  outcome: "non_mandatory_prohibited",
  label: "Not required: 2(a) bars it",
  clause: "2(a)",
  because: "No law requires it.",
  quote: "sole purpose",
  clause_text: "The City shall take no action for the sole purpose of that.",
  flag: "high",
  ledger: "status_exchange",
  positions: ["A-04"],
  possible: [],
  ask_next: null,
  trace: [
    { rule: "info.published", clause: "2(a)", verdict: "passed", why: "It is not published." },
    { rule: "info.sole_purpose", clause: "2(a)", verdict: "decides", why: "That is the only purpose." },
  ],
  next_steps: ["Do not give it.", "Answer in writing."],
  deadlines: [{ kind: "records_response", label: "Written response", date: "2026-10-28", how: "10 business days." }],
  rules_version: "rules-1",
  text_version: "text-1",
};
const OPEN: Determination = {
  ...SETTLED,
  outcome: null,
  label: "Not settled",
  clause: null,
  because: null,
  quote: null,
  clause_text: null,
  flag: null,
  ledger: null,
  positions: [],
  possible: [choice("mandatory", "Required by law"), choice("counsel", "Refer to the Solicitor")],
  ask_next: "instrument",
  trace: [
    { rule: "info.required", clause: "2(a)", verdict: "open", why: "It hangs on the paper." },
    { rule: "info.compulsion_open", clause: "3(a)", verdict: "open", why: "It hangs on the paper." },
    { rule: "info.other", clause: "2(a)", verdict: "decides", why: "It may be disclosed." },
  ],
  next_steps: [],
  deadlines: [],
};

function sheet(determination: Determination, more: Partial<Parameters<typeof DeterminationSheet>[0]> = {}) {
  return (
    <WordsContext value={WORDS}>
      <section>
        <h1>Page</h1>
        <h2>Item</h2>
        <DeterminationSheet determination={determination} {...more} />
      </section>
    </WordsContext>
  );
}

async function expectNoViolations(container: Element) {
  const { violations } = await axe.run(container, {
    rules: { "color-contrast": { enabled: false }, region: { enabled: false } },
  });
  expect(violations).toEqual([]);
}

test("the answer stands first: outcome, first step and why", async () => {
  const { container } = render(sheet(SETTLED));
  expect(container.textContent).toMatch(
    /Not required: 2\(a\) bars itDo not give it\. No law requires it\.The City shall take no action/,
  );
  const steps = screen.getByRole("heading", { name: "What to do now" }).parentElement;
  expect(steps?.textContent).toBe("What to do nowAnswer in writing.");
  await expectNoViolations(container);
});

test("the words that decided are marked within the clause's own text", () => {
  const { container } = render(sheet(SETTLED));
  expect(container.querySelector("blockquote")?.textContent).toBe(SETTLED.clause_text);
  expect(container.querySelector("mark")?.textContent).toBe("sole purpose");
});

test("a clause whose words are not found in its text is shown unmarked", () => {
  const { container } = render(sheet({ ...SETTLED, quote: "other words" }));
  expect(container.querySelector("blockquote")?.textContent).toBe(SETTLED.clause_text);
  expect(container.querySelector("mark")).toBeNull();
});

test("the rule that decides is in sight; those before it are what would change the answer", async () => {
  render(sheet(SETTLED));
  expect(screen.getByText("That is the only purpose.", { exact: false }).textContent).toContain("Decides: ");
  const details = screen.getByText("What would change it").closest("details");
  expect(details?.open).toBe(false);
  await userEvent.click(screen.getByText("What would change it"));
  expect(details?.open).toBe(true);
  expect(details?.textContent).toContain("It is not published.");
});

test("every date says how it was computed", () => {
  render(sheet(SETTLED));
  const dates = screen.getByRole("heading", { name: "Dates to keep" }).parentElement;
  expect(dates?.textContent).toContain("Wednesday, 28 Oct 2026 Written response10 business days.");
});

test("while a question is open what is possible is told, and no rule claims to have decided", async () => {
  const { container } = render(sheet(OPEN, { onAnswer: () => undefined }));
  expect(screen.getByText("Required by law")).toBeDefined();
  expect(screen.getByText("Refer to the Solicitor")).toBeDefined();
  expect(screen.queryByText(/It may be disclosed/)).toBeNull();
  expect(screen.getAllByText(/It hangs on the paper/)).toHaveLength(1);
  await expectNoViolations(container);
});

test("the one open question is asked, and taken only when it is confirmed", async () => {
  const answers: string[][] = [];
  render(sheet(OPEN, { onAnswer: (...answer) => answers.push(answer) }));
  const question = screen.getByRole("group", { name: "What paper came with it?" });
  expect(screen.getByRole("button", { name: /Answer/ })).toHaveProperty("disabled", true);
  await userEvent.click(within(question).getByRole("radio", { name: "No paper" }));
  await userEvent.keyboard("{ArrowDown}");
  expect(answers).toEqual([]);
  await userEvent.keyboard("{Enter}");
  expect(answers).toEqual([["instrument", "court_order"]]);
});

test("the question after the answered one starts with no choice", async () => {
  const { rerender } = render(sheet(OPEN, { onAnswer: () => undefined }));
  await userEvent.click(screen.getByRole("radio", { name: "No paper" }));
  rerender(sheet({ ...OPEN, ask_next: "valid_on_face" }, { onAnswer: () => undefined }));
  expect(screen.getByRole("radio", { name: "Yes" })).toHaveProperty("checked", false);
});

test("where nobody can answer the question is told and not asked", () => {
  render(sheet(OPEN));
  expect(screen.getByText(/What paper came with it\?/)).toBeDefined();
  expect(screen.queryByRole("radio")).toBeNull();
});

test("help with papers stands by a question about a paper, for the kind that is known", () => {
  const { rerender } = render(sheet(OPEN, { onAnswer: () => undefined }));
  const names = () => [...document.querySelectorAll(".papers strong")].map((name) => name.textContent);
  expect(names()).toEqual(["I-247A", "Order"]);
  rerender(sheet({ ...OPEN, ask_next: "valid_on_face" }, { onAnswer: () => undefined, instrument: "court_order" }));
  expect(names()).toEqual(["Order"]);
  rerender(sheet({ ...OPEN, ask_next: "purpose" }, { onAnswer: () => undefined }));
  expect(names()).toEqual([]);
});

test("markup in any text is text", () => {
  const hostile = "<img src=x onerror=alert(1)>";
  const { container } = render(sheet({ ...SETTLED, clause_text: `${hostile} sole purpose`, because: hostile }));
  expect(container.querySelector("img")).toBeNull();
  expect(container.querySelector("blockquote")?.textContent).toBe(`${hostile} sole purpose`);
});
