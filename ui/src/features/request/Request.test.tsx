import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { Approval, RequestItem, RequestView, Wait } from "../../ipc/generated";
import { determined, expectNoViolations, showPage } from "../../shared/testPage";
import { Request } from "./Request";

afterEach(cleanup);

const OPEN = determined({
  outcome: null,
  label: "Not settled",
  clause: null,
  because: null,
  quote: null,
  clause_text: null,
  flag: null,
  ledger: null,
  ask_next: "purpose",
  next_steps: [],
});

function item(number: number, parts: Partial<RequestItem> = {}): RequestItem {
  return {
    item: number,
    ledger: "disclosure",
    what: `Thing ${String(number)}`,
    description: null,
    description_destroyed: null,
    direction: null,
    direction_value: null,
    facts: [],
    determination: determined(),
    decided: "2026-10-12",
    response: "pending",
    responded: null,
    approval: null,
    urgent: false,
    review: null,
    waits: [],
    held: null,
    bases: [
      { value: "court_paper", label: "A court's paper", hint: null },
      { value: "ordinance", label: "The ordinance", hint: null },
    ],
    under_paper: false,
    basis: null,
    surplus: false,
    what_left: null,
    what_left_destroyed: null,
    ...parts,
  };
}

function request(...items: RequestItem[]): RequestView {
  return {
    number: "2026-0139",
    received: "2026-10-12T09:40",
    origin: "Someone asks the City",
    channel: "E-mail",
    department: "Police Records",
    agency: "State Police",
    items,
    origin_value: "requested",
    channel_value: "email",
    attachments: [],
    destroyed_scans: [],
    legal_holds: [],
    seals: [],
    sealed_until: null,
    may_attach: false,
    letters: [],
    timeline: [],
  };
}

const REASON = {
  fact: "purpose",
  question: "Why do they want it?",
  value: "immigration_enforcement",
  label: "Immigration enforcement",
};
const answerIs = async (user: ReturnType<typeof showPage>["user"], words: string) => {
  await user.click(await screen.findByRole("button", { name: /What was done$/ }));
  await user.click(await screen.findByRole("option", { name: words }));
};

test("the open question is answered, then the item", async () => {
  const answered = item(1, { response: "withheld", responded: "2026-10-13", facts: [REASON] });
  const { user, asks, container } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { determination: OPEN })),
    add_fact: () => request(item(1, { facts: [REASON] })),
    answer_item: () => request(answered),
  });
  await user.click(await screen.findByRole("radio", { name: "Immigration enforcement" }));
  await user.click(screen.getByRole("button", { name: /^Answer.*Enter/ }));
  const heading = screen.getByRole("heading", { name: "1. Thing 1" });
  await waitFor(() => {
    expect(document.activeElement).toBe(heading);
  });
  expect(asks("add_fact")).toEqual([
    { number: "2026-0139", item: 1, fact: "purpose", value: "immigration_enforcement" },
  ]);
  await expectNoViolations(container);

  await answerIs(user, "Not given");
  await user.click(screen.getByRole("button", { name: "Record the answer" }));
  await screen.findByText("Not given");
  expect(asks("answer_item")).toMatchObject([{ number: "2026-0139", item: 1, response: "withheld" }]);
  expect(screen.queryByRole("form", { name: "Answer this item" })).toBeNull();
  await waitFor(() => {
    expect(document.activeElement).toBe(heading);
  });
  await expectNoViolations(container);
});

test("after an answer the focus goes to the next question", async () => {
  const { user } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { determination: OPEN })),
    add_fact: () => request(item(1, { determination: { ...OPEN, ask_next: "instrument" } })),
  });
  await user.click(await screen.findByRole("radio", { name: "Another reason" }));
  await user.click(screen.getByRole("button", { name: /^Answer.*Enter/ }));
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole("radio", { name: "No paper" }));
  });
});

test("giving what the law bars shows the determination's words first, and giving nothing does not", async () => {
  const { user } = showPage(<Request number="2026-0139" />, { request: () => request(item(1)) });
  const form = within(await screen.findByRole("form", { name: "Answer this item" }));
  await answerIs(user, "Given or done");
  expect(form.getByRole("status").textContent).toBe(
    "2(a) bars it. No law requires it. Do not give it. Under 2(a) it is flagged “High: barred”.",
  );
  await answerIs(user, "Not given");
  expect(form.getByRole("status").textContent).toBe("");
});

test("an item is not recorded as answered until it is said what was done", async () => {
  const { user, asks } = showPage(<Request number="2026-0139" />, { request: () => request(item(1)) });
  await user.click(await screen.findByRole("button", { name: "Record the answer" }));
  await screen.findByText("Say what was done.");
  expect(document.activeElement).toBe(screen.getByRole("button", { name: /What was done$/ }));
  expect(asks("answer_item")).toEqual([]);
});

test("a refused answer is told, and what was chosen stays", async () => {
  const { user } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1)),
    answer_item: () => {
      throw new Refused({ code: "refused", message: "The answer lies in the future." });
    },
  });
  await answerIs(user, "Not given");
  await user.click(screen.getByRole("button", { name: "Record the answer" }));
  expect((await screen.findByRole("alert")).textContent).toBe("The answer lies in the future.");
  expect(screen.getByRole("button", { name: /What was done$/ }).textContent).toContain("Not given");
});

test("the page opens at the item that waits, and arrow keys go from item to item", async () => {
  const { user, container } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { response: "withheld", responded: "2026-10-13" }), item(2), item(3)),
  });
  await screen.findByRole("heading", { name: "2. Thing 2" });
  while (document.activeElement?.getAttribute("role") !== "tab") await user.tab();
  await user.keyboard("{ArrowDown}");
  expect(screen.getByRole("heading", { name: "3. Thing 3" })).toBeDefined();
  await expectNoViolations(container);
});

test("an item of the exchange ledger says that it is neither required nor prohibited, and leads to the exchanges", async () => {
  const { user, went, container } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { ledger: "status_exchange" })),
  });
  await screen.findByText(/neither required nor prohibited/);
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "See the § 1373 exchanges" }));
  expect(went).toEqual([{ page: "exchanges" }]);
});

test("a request that is not there is told in the program's words", async () => {
  showPage(<Request number="2026-9999" />, {
    request: () => {
      throw new Refused({ code: "refused", message: "There is no such request." });
    },
  });
  expect((await screen.findByRole("alert")).textContent).toBe("There is no such request.");
});

const NEEDED: Approval = {
  state: "needed",
  asked_by: null,
  asked_at: null,
  asked_reason: null,
  asked_destroyed: null,
  decided_by: null,
  decided_at: null,
  decided_reason: null,
  decided_destroyed: null,
  own: false,
  can_answer: [],
  answerable: null,
};
const ASKED: Approval = {
  ...NEEDED,
  state: "asked",
  asked_by: "M. Alvarez",
  asked_at: "2026-10-13T09:40",
  asked_reason: "homicide inquiry",
};
const GIVEN: Approval = {
  ...ASKED,
  state: "given",
  decided_by: "J. Whitcomb",
  decided_at: "2026-10-13T10:05",
  decided_reason: "the case number was checked",
};

test("a second officer is asked with a reason, and not without one", async () => {
  const { user, asks, container } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { approval: NEEDED })),
    ask_approval: () => request(item(1, { approval: { ...ASKED, own: true } })),
  });
  await user.click(await screen.findByRole("button", { name: "Ask a second officer" }));
  const reason = screen.getByRole("textbox", { name: "Why it should go out" });
  expect(document.activeElement).toBe(reason);
  expect(asks("ask_approval")).toEqual([]);
  await user.type(reason, "homicide inquiry");
  await user.click(screen.getByRole("button", { name: "Ask a second officer" }));
  expect(await screen.findByText(/Another officer opens the desk/)).toBeTruthy();
  expect(asks("ask_approval")).toEqual([{ number: "2026-0139", item: 1, reason: "homicide inquiry" }]);
  expect(screen.queryByRole("button", { name: "Approve the release" })).toBeNull();
  await expectNoViolations(container);
});

test("another officer reads who asks and why, and decides with a reason", async () => {
  const { user, asks, container } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { approval: ASKED })),
    decide_approval: () => request(item(1, { approval: GIVEN })),
  });
  expect((await screen.findByText(/asks for it/)).closest("p")?.textContent).toBe(
    "M. Alvarez asks for it, 13 Oct 2026, 09:40: “homicide inquiry”",
  );
  await user.type(screen.getByRole("textbox", { name: "Why, or why not" }), "the case number was checked");
  await user.click(screen.getByRole("button", { name: "Approve the release" }));
  expect(await screen.findByText(/approved it/)).toBeTruthy();
  expect(asks("decide_approval")).toEqual([
    { number: "2026-0139", item: 1, approve: true, answerable: null, reason: "the case number was checked" },
  ]);
  await expectNoViolations(container);
});

test("a release nobody approved is refused by the program, or said to have left already", async () => {
  let approved = false;
  const { user, asks } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { approval: NEEDED })),
    answer_item: ({ already_left }) => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the program refuses with an object, not an Error
      if (!already_left) throw { code: "needs_approval", message: "No second officer has approved this." };
      approved = true;
      return request(item(1, { approval: NEEDED, response: "released", responded: "2026-10-13" }));
    },
  });
  await answerIs(user, "Given or done");
  await user.click(screen.getByRole("button", { name: "Record the answer" }));
  expect((await screen.findByRole("alert")).textContent).toBe("No second officer has approved this.");
  await user.click(screen.getByRole("checkbox", { name: /already left/ }));
  await user.click(screen.getByRole("button", { name: "Record the answer" }));
  await waitFor(() => {
    expect(approved).toBe(true);
  });
  expect(asks("answer_item")).toEqual([
    expect.objectContaining({ already_left: false }),
    expect.objectContaining({ already_left: true }),
  ]);
});

test("what is kept back takes no second officer", async () => {
  const { user, asks } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { approval: NEEDED })),
    answer_item: () => request(item(1, { response: "withheld", responded: "2026-10-13" })),
  });
  await answerIs(user, "Not given");
  expect(screen.queryByRole("checkbox", { name: /already left/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Record the answer" }));
  await waitFor(() => {
    expect(asks("answer_item")).toEqual([expect.objectContaining({ response: "withheld", already_left: false })]);
  });
});

test("one's own ask cannot be decided here, and one waits for the decision before it is given out", async () => {
  const { user, container } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { approval: { ...ASKED, own: true } })),
  });
  expect((await screen.findByText(/asked for it/)).closest("p")?.textContent).toBe(
    "You asked for it, 13 Oct 2026, 09:40: “homicide inquiry”",
  );
  expect(screen.queryByRole("button", { name: /the release$/ })).toBeNull();
  await answerIs(user, "Given or done");
  expect(screen.getByText(/Wait for the decision/)).toBeDefined();
  await expectNoViolations(container);
});

test("another officer refuses the release with a reason, and it can be asked again with another", async () => {
  const REFUSED: Approval = { ...GIVEN, state: "refused", decided_reason: "the case is closed" };
  const { user, asks, container } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { approval: ASKED })),
    decide_approval: () => request(item(1, { approval: REFUSED })),
  });
  await user.click(await screen.findByRole("button", { name: "Refuse the release" }));
  expect(asks("decide_approval")).toEqual([]);
  await user.type(screen.getByRole("textbox", { name: "Why, or why not" }), "the case is closed");
  await user.click(screen.getByRole("button", { name: "Refuse the release" }));
  expect((await screen.findByText(/refused it/)).closest("p")?.textContent).toBe(
    "J. Whitcomb refused it, 13 Oct 2026, 10:05: “the case is closed”",
  );
  expect(asks("decide_approval")).toMatchObject([{ approve: false, reason: "the case is closed" }]);
  expect(screen.getByRole("textbox", { name: "Why it should go out" })).toHaveProperty("value", "");
  expect(screen.getByRole("button", { name: "Ask a second officer" })).toBeDefined();
  await expectNoViolations(container);
});

test("what was approved is recorded as given out, and nothing more is asked about it", async () => {
  const { user, asks, container } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { approval: GIVEN })),
    answer_item: () => request(item(1, { approval: GIVEN, response: "released", responded: "2026-10-13" })),
  });
  await answerIs(user, "Given or done");
  expect(screen.queryByRole("checkbox", { name: /already left/ })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Record the answer" }));
  await screen.findByRole("heading", { name: "What was done" });
  expect(asks("answer_item")).toMatchObject([{ response: "released", already_left: false }]);
  expect(screen.getByText("J. Whitcomb")).toBeDefined();
  await expectNoViolations(container);
});

test("a button pressed twice is one act", async () => {
  const { user, asks } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { approval: NEEDED })),
    ask_approval: () => new Promise(() => undefined),
  });
  await user.type(await screen.findByRole("textbox", { name: "Why it should go out" }), "homicide inquiry");
  await user.dblClick(screen.getByRole("button", { name: "Ask a second officer" }));
  expect(asks("ask_approval")).toHaveLength(1);
});

const REFERRED: Wait = {
  waits_for: "solicitor",
  begun_by: "M. Alvarez",
  begun_at: "2026-10-13T09:40",
  reason: "Does it bind the City?",
  reason_destroyed: null,
  ended: null,
};
const FOUND: Wait = {
  ...REFERRED,
  ended: {
    answered: false,
    by: "J. Whitcomb",
    at: "2026-10-14T16:20",
    words: "It does not, until a court orders it.",
    words_destroyed: null,
  },
};
const ON_HOLD: Wait = { ...REFERRED, waits_for: "records", reason: "The book is in the vault." };

test("an item is referred to the Solicitor with a question, and the focus goes where the work goes on", async () => {
  const { user, asks, container } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { held: "no_finding" })),
    pause_item: () => request(item(1, { held: "with_solicitor", waits: [REFERRED] })),
  });
  const refer = await screen.findByRole("button", { name: "Refer to the Solicitor…" });
  await user.click(refer);
  const question = screen.getByRole("textbox", { name: "Question to the Solicitor" });
  expect(document.activeElement).toBe(question);
  await user.click(screen.getByRole("button", { name: "Leave as it was" }));
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Refer to the Solicitor…" }));
  await user.keyboard("{Enter}");
  await user.click(screen.getByRole("button", { name: "Refer to the Solicitor" }));
  expect(screen.getByText("Write the question.")).toBeDefined();
  expect(asks("pause_item")).toEqual([]);
  await user.type(screen.getByRole("textbox", { name: "Question to the Solicitor" }), "Does it bind the City?");
  await user.click(screen.getByRole("button", { name: "Refer to the Solicitor" }));
  await screen.findByRole("heading", { name: "With the Solicitor" });
  expect(asks("pause_item")).toEqual([
    { number: "2026-0139", item: 1, waits_for: "solicitor", reason: "Does it bind the City?" },
  ]);
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: "1. Thing 1" }));
  });
  expect(screen.getByRole("tab").textContent).toContain("With the Solicitor");
  await expectNoViolations(container);
});

test("what is with the Solicitor is not given out until the finding is recorded, and the finding stays readable", async () => {
  const answered = item(1, { waits: [FOUND], response: "released", responded: "2026-10-15" });
  const { user, asks, container } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { held: "with_solicitor", waits: [REFERRED] })),
    resume_item: () => request(item(1, { waits: [FOUND] })),
    answer_item: () => request(answered),
  });
  expect((await screen.findByText(/referred it to the Solicitor/)).closest("p")?.textContent).toBe(
    "M. Alvarez referred it to the Solicitor, 13 Oct 2026, 09:40: “Does it bind the City?”",
  );
  expect(screen.queryByRole("button", { name: "Put on hold…" })).toBeNull();
  await answerIs(user, "Given or done");
  expect(screen.getByText(/Record the finding first\. Or say/)).toBeDefined();
  await user.click(screen.getByRole("button", { name: "Record the finding" }));
  const field = screen.getByRole("textbox", { name: "What the Solicitor found" });
  expect(document.activeElement).toBe(field);
  await user.type(field, "It does not, until a court orders it.");
  await user.click(screen.getByRole("button", { name: "Record the finding" }));
  expect((await screen.findByText(/recorded the finding/)).closest("p")?.textContent).toBe(
    "J. Whitcomb recorded the finding, 14 Oct 2026, 16:20: “It does not, until a court orders it.”",
  );
  expect(asks("resume_item")).toEqual([
    { number: "2026-0139", item: 1, finding: "It does not, until a court orders it." },
  ]);
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Record the answer" }));
  await screen.findByRole("heading", { name: "What was done" });
  expect(asks("answer_item")).toMatchObject([{ already_left: false }]);
  expect(screen.getByText(/recorded the finding/)).toBeDefined();
  expect(screen.queryByRole("button", { name: "Refer to the Solicitor…" })).toBeNull();
  await expectNoViolations(container);
});

test("a finding for other facts is told, and it can be referred again", async () => {
  showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { held: "other_facts", waits: [FOUND] })),
  });
  expect(await screen.findByText(/has changed since the finding/)).toBeDefined();
  expect(screen.getByRole("button", { name: "Refer to the Solicitor…" })).toBeDefined();
});

test("an item is put on hold for something, and taken up again", async () => {
  const { user, asks, container } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1)),
    pause_item: () => request(item(1, { waits: [ON_HOLD] })),
    resume_item: () => request(item(1, { waits: [{ ...ON_HOLD, ended: FOUND.ended }] })),
  });
  await user.click(await screen.findByRole("button", { name: "Put on hold…" }));
  const why = screen.getByRole("textbox", { name: "Why it waits" });
  expect(document.activeElement).toBe(why);
  await user.type(why, "The book is in the vault.");
  await user.click(screen.getByRole("button", { name: "Put on hold" }));
  expect(screen.getByText("Say what it waits for.")).toBeDefined();
  expect(asks("pause_item")).toEqual([]);
  await user.click(screen.getByRole("button", { name: /It waits for$/ }));
  await user.click(await screen.findByRole("option", { name: "Records that are looked for" }));
  await user.click(screen.getByRole("button", { name: "Put on hold" }));
  await screen.findByRole("heading", { name: "On hold" });
  expect(asks("pause_item")).toMatchObject([{ waits_for: "records", reason: "The book is in the vault." }]);
  expect(screen.getByText("It waits for: Records that are looked for")).toBeDefined();
  await expectNoViolations(container);
  await user.type(screen.getByRole("textbox", { name: "What came of it" }), "It was fetched.");
  await user.click(screen.getByRole("button", { name: "Take it up again" }));
  await screen.findByRole("button", { name: "Refer to the Solicitor…" });
  expect(asks("resume_item")).toMatchObject([{ finding: "It was fetched." }]);
});

test("an answer says its basis, what left, and that it was more than the paper names", async () => {
  const answered = item(1, {
    response: "released",
    responded: "2026-10-13",
    basis: "A court's paper",
    surplus: true,
    what_left: "Both pages, to the clerk of the court",
  });
  const { user, asks, container } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { under_paper: true })),
    answer_item: () => request(answered),
  });
  await user.click(await screen.findByRole("button", { name: /On what basis$/ }));
  await user.click(await screen.findByRole("option", { name: "A court's paper" }));
  expect(screen.queryByRole("checkbox", { name: /Surplus/ })).toBeNull();
  await answerIs(user, "Given or done");
  await user.type(screen.getByRole("textbox", { name: "What left, and to whom" }), answered.what_left ?? "");
  await user.click(screen.getByRole("checkbox", { name: /Surplus/ }));
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Record the answer" }));
  await screen.findByText("Basis: A court's paper");
  expect(asks("answer_item")).toMatchObject([
    { basis: "court_paper", surplus: true, what_left: "Both pages, to the clerk of the court" },
  ]);
  expect(screen.getByText(/What went beyond it is not required by it/)).toBeDefined();
  expect(screen.getByText("Both pages, to the clerk of the court")).toBeDefined();
  await expectNoViolations(container);
});

test("of what is kept back, and without a paper, no surplus is said", async () => {
  const { user, asks } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1)),
    answer_item: () => request(item(1, { response: "withheld", responded: "2026-10-13" })),
  });
  await answerIs(user, "Given or done");
  expect(screen.queryByRole("checkbox", { name: /Surplus/ })).toBeNull();
  await user.type(screen.getByRole("textbox", { name: "What left, and to whom" }), "one page");
  await answerIs(user, "Not given");
  expect(screen.queryByRole("textbox", { name: "What left, and to whom" })).toBeNull();
  await user.click(screen.getByRole("button", { name: "Record the answer" }));
  await waitFor(() => {
    expect(asks("answer_item")).toMatchObject([{ basis: "", surplus: false, what_left: "" }]);
  });
});

test("an exchange is answered with a basis and without words", async () => {
  const { user } = showPage(<Request number="2026-0139" />, {
    request: () => request(item(1, { ledger: "status_exchange" })),
  });
  await answerIs(user, "Given or done");
  expect(screen.getByRole("button", { name: /On what basis$/ })).toBeDefined();
  expect(screen.queryByRole("textbox", { name: "What left, and to whom" })).toBeNull();
  expect(screen.queryByRole("button", { name: "Refer to the Solicitor…" })).toBeNull();
});
