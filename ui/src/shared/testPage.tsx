/* What tests of pages stand on: one page at an open desk, with the answers that the test gives. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import type { ReactNode } from "react";
import { expect } from "vitest";

import type { Determination, Session, Words } from "../ipc/generated";
import { mockProgram } from "../ipc/mock";
import { SessionContext, WordsContext } from "./answers";
import { type Place, WayContext } from "./places";

const choice = (value: string, label: string) => ({ value, label, hint: null });

const WORDS: Words = {
  questions: [
    {
      fact: "instrument",
      question: "What paper came with it?",
      help: null,
      choices: [choice("none", "No paper"), choice("court_order", "Court order")],
    },
    {
      fact: "purpose",
      question: "Why do they want it?",
      help: null,
      choices: [choice("immigration_enforcement", "Immigration enforcement"), choice("other", "Another reason")],
    },
  ],
  kinds: [],
  papers: [],
  origins: [choice("requested", "Someone asks the City")],
  channels: [choice("letter", "Letter"), choice("email", "E-mail")],
  directions: [choice("sent", "The City answered"), choice("inquiry", "The City inquired")],
  responses: [
    choice("released", "Given or done"),
    choice("withheld", "Not given"),
    choice("no_such_record", "No such record"),
    choice("pending", "Not answered yet"),
  ],
  outcomes: [],
  flags: [choice("high", "High: barred"), choice("none", "None")],
  waits: [
    choice("solicitor", "The Solicitor's finding"),
    choice("requester", "An answer from who asks"),
    choice("records", "Records that are looked for"),
  ],
  corrections: [choice("mistyped", "It was typed wrongly"), choice("misread_paper", "The paper was misread")],
  attached: [choice("instrument", "The paper that came with it"), choice("other", "Something else")],
  sealed_under: [
    choice("court_order", "A court’s order not to disclose"),
    choice("other_law", "Another law that forbids disclosure"),
  ],
};

export const SESSION: Session = {
  office: "City Clerk",
  officer: "M. Alvarez",
  role: "Administrator",
  duties: ["log", "answer", "find", "issue", "office", "back_up"],
  given_passphrase: false,
  practice: false,
  today: "2026-10-13",
  idle_minutes: 10,
  quarters: "fiscal",
  lacking: null,
};

const SETTLED: Determination = {
  outcome: "non_mandatory_prohibited",
  label: "2(a) bars it",
  clause: "2(a)",
  because: "No law requires it.",
  quote: "sole purpose",
  clause_text: "The City acts for no sole purpose of that kind.",
  flag: "high",
  ledger: "disclosure",
  positions: [],
  possible: [],
  ask_next: null,
  trace: [],
  next_steps: ["Do not give it.", "Answer in writing."],
  deadlines: [],
  rules_version: "1",
  text_version: "1",
};

/** A settled determination, with what the test says about it. */
export function determined(parts: Partial<Determination> = {}): Determination {
  return { ...SETTLED, ...parts };
}

/** A page on a desk of its own, with what the program was asked and where the page went. */
export function showPage(
  page: ReactNode,
  program: NonNullable<Parameters<typeof mockProgram>[0]>,
  { session = SESSION, place = { page: "today" } }: { session?: Session; place?: Place } = {},
) {
  const asked = mockProgram(program);
  const went: Place[] = [];
  const memory = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const desk = (shown: ReactNode) => (
    <WordsContext value={WORDS}>
      <SessionContext value={session}>
        <QueryClientProvider client={memory}>
          <WayContext value={{ place, go: (place) => went.push(place) }}>{shown}</WayContext>
        </QueryClientProvider>
      </SessionContext>
    </WordsContext>
  );
  const { container, rerender } = render(desk(page));
  return {
    container,
    memory,
    went,
    // Keys follow each other at once: what waits for a pause in typing would else begin between two of them on a busy machine.
    user: userEvent.setup({ delay: null }),
    /** Goes to another page, and comes back to this one. */
    comeBack: () => {
      rerender(desk(null));
      rerender(desk(page));
    },
    /** What a command was asked with, call by call. */
    asks: (name: string) => asked.filter((call) => call.name === name).map(({ ask }) => ask),
  };
}

/** Nothing that axe can see in a page without colours stands in somebody's way. */
export async function expectNoViolations(container: Element) {
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
}
