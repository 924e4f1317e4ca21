/* What the tests of this page stand on: a small program of their own behind the page. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import axe from "axe-core";
import { expect } from "vitest";

import type { Agency, Considered, Determination, RequestDraft, Session, Words } from "../../ipc/generated";
import { mockProgram } from "../../ipc/mock";
import { SessionContext, WordsContext } from "../../shared/answers";
import { type Place, WayContext } from "../../shared/places";
import { determined } from "../../shared/testPage";
import { LogRequest } from "./LogRequest";

const choice = (value: string, label: string) => ({ value, label, hint: null });
const YES_NO = [choice("yes", "Yes"), choice("no", "No")];

export const WORDS: Words = {
  questions: [
    { fact: "ask", question: "What is asked?", help: null, choices: [choice("information", "Give information")] },
    {
      fact: "recipient",
      question: "Who would get it?",
      help: null,
      choices: [choice("immigration_agency", "Immigration agency"), choice("private_party", "Private person or firm")],
    },
    {
      fact: "purpose",
      question: "Why do they want it?",
      help: "Their stated reason.",
      choices: [choice("immigration_enforcement", "Immigration enforcement"), choice("other", "Another reason")],
    },
    {
      fact: "instrument",
      question: "What paper came with it?",
      help: null,
      choices: [choice("none", "No paper"), choice("detainer", "Detainer")],
    },
    { fact: "other_law_forbids", question: "Does another law keep it secret?", help: null, choices: YES_NO },
  ],
  kinds: [
    { label: "Immigration status", ask: "information", information: "status", hint: "Citizenship too." },
    { label: "Home address", ask: "information", information: "personal", hint: "Where somebody lives." },
    { label: "Date of release", ask: "release_notification", information: null, hint: "Before a person is released." },
    { label: "Something else about a person", ask: "information", information: "personal", hint: "Anything else." },
  ],
  papers: [
    {
      name: "I-247A",
      title: "Immigration Detainer",
      instrument: "detainer",
      what: "Asks to hold a person.",
      signed_by: "An immigration officer.",
      compels: "No.",
    },
  ],
  origins: [choice("requested", "Someone asks"), choice("own_inquiry", "The City asks")],
  channels: [choice("letter", "Letter")],
  directions: [choice("sent", "Sent")],
  responses: [choice("withheld", "Not given"), choice("pending", "Pending")],
  outcomes: [],
  flags: [choice("none", "None")],
  waits: [],
  corrections: [],
  attached: [],
  sealed_under: [],
};

const SESSION: Session = {
  office: "Clerk",
  officer: "M",
  role: "Clerk",
  duties: ["log", "answer"],
  given_passphrase: false,
  practice: false,
  today: "2026-10-13",
  idle_minutes: 10,
  quarters: "fiscal",
  lacking: null,
};

const ICE: Agency = {
  name: "Immigration and Customs Enforcement",
  aliases: ["ICE"],
  recipient: "immigration_agency",
  class: "Immigration agency",
  own: false,
};

export function open(fact: string): Determination {
  return determined({
    outcome: null,
    label: "Not settled",
    clause: null,
    because: null,
    quote: null,
    clause_text: null,
    flag: null,
    ledger: null,
    possible: [choice("mandatory", "Required by law"), choice("not_covered", "Outside the ordinance")],
    ask_next: fact,
    next_steps: [],
  });
}

/** A small law: status is an exchange, everything else hangs on the purpose. */
export function consider(draft: RequestDraft): Considered {
  return {
    problems: [],
    warnings: [],
    recipient: draft.agency.startsWith("Immigration")
      ? { value: "immigration_agency", label: "Immigration agency", hint: null }
      : null,
    items: draft.items.map(({ facts }) => {
      if (facts["information"] === "status") {
        return determined({ outcome: "status_exchange", label: "Status exchange", ledger: "status_exchange" });
      }
      return draft.facts["purpose"] === undefined ? open("purpose") : determined();
    }),
    alike: [],
  };
}

export type Program = NonNullable<Parameters<typeof mockProgram>[0]>;

/** The page on a desk of its own, with what the program was asked and where the page went. */
export function openPage(own: Program = {}) {
  const asked = mockProgram({
    kept_draft: () => null,
    keep_draft: () => null,
    drop_draft: () => null,
    find_agencies: (text) => (text.startsWith("I") ? [ICE] : []),
    consider,
    log_request: ({ items }) => ({ number: "2026-0153", items: items.length, warnings: [] }),
    ...own,
  });
  const went: Place[] = [];
  const memory = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const { container, unmount } = render(
    <WordsContext value={WORDS}>
      <SessionContext value={SESSION}>
        <QueryClientProvider client={memory}>
          <WayContext value={{ place: { page: "log" }, go: (place) => went.push(place) }}>
            <LogRequest />
          </WayContext>
        </QueryClientProvider>
      </SessionContext>
    </WordsContext>,
  );
  return {
    container,
    unmount,
    went,
    user: userEvent.setup(),
    /** What a command was asked with, call by call. */
    asks: <Ask,>(name: string) => asked.filter((call) => call.name === name).map(({ ask }) => ask as Ask),
  };
}

/** A draft of two items. */
export const KEPT: RequestDraft = {
  received: "2026-10-12T09:00",
  origin: "requested",
  channel: "letter",
  department: "Police",
  agency: "Immigration and Customs Enforcement",
  facts: { purpose: "immigration_enforcement" },
  items: [
    { description: "home of one", direction: "", facts: { ask: "information" }, response: "", responded: "" },
    { description: "work of one", direction: "", facts: { ask: "information" }, response: "", responded: "" },
  ],
};

/** The fields and places of the page. */
export const who = () => screen.findByRole("combobox", { name: "Who asks" });
export const add = () => screen.getByRole("combobox", { name: "Add what they ask for" });
export const answer = () => screen.getByRole("region", { name: "The answer" });
export const rows = () => within(screen.getByRole("listbox", { name: "What is asked" })).getAllByRole("option");

export async function expectNoViolations(container: Element) {
  const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
  expect(violations).toEqual([]);
}
