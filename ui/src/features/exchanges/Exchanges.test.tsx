import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { ExchangeRow } from "../../ipc/generated";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Exchanges } from "./Exchanges";

afterEach(cleanup);

function row(entry: number): ExchangeRow {
  return {
    entry,
    request: `2026-0${String(100 + entry)}`,
    item: 1,
    direction: "The City answered",
    counterpart: "State agency",
    basis: "No paper",
    decided: "2026-10-12",
    response: "No such record",
    responded: "2026-10-13",
    sealed_until: null,
  };
}

const USCIS = {
  name: "U.S. Citizenship and Immigration Services",
  aliases: ["USCIS"],
  recipient: "immigration_benefits_agency",
  class: "USCIS",
  own: false,
};
const PROGRAM = {
  exchanges: () => ({ rows: [row(1)], next: null, total: 1 }),
  find_agencies: () => [USCIS],
  log_exchange: () => ({ number: "2026-0153", items: 1, warnings: [] }),
};
const form = () => within(screen.getByRole("form", { name: "Record an exchange" }));
const submit = () => form().getByRole("button", { name: "Record the exchange" });

type User = ReturnType<typeof showPage>["user"];

async function choose(user: User, label: string, words: string) {
  await user.click(form().getByRole("button", { name: new RegExp(`${label}$`) }));
  await user.click(await screen.findByRole("option", { name: words }));
}

async function fillIn(user: User) {
  await choose(user, "Direction", "The City answered");
  await user.type(form().getByRole("combobox", { name: "Counterpart" }), "uscis");
  await user.click(await screen.findByRole("option", { name: /U\.S\. Citizenship/ }));
  await choose(user, "Basis", "No paper");
  await choose(user, "What became of it", "No such record");
}

test("the form holds no free text but the agency's name", () => {
  const { container } = showPage(<Exchanges />, PROGRAM);
  expect(form().getAllByRole("combobox")).toHaveLength(1);
  expect(form().queryAllByRole("textbox")).toEqual([]);
  const typed = [...container.querySelectorAll("form :is(input, textarea)")].filter(
    (field) => !["date", "hidden"].includes(field.getAttribute("type") ?? "text"),
  );
  expect(typed).toEqual([form().getByRole("combobox", { name: "Counterpart" })]);
});

test("an exchange is sent as it was chosen, and the form is empty for the next one", async () => {
  const { user, asks, went, container } = showPage(<Exchanges />, PROGRAM);
  await screen.findByRole("table");
  await fillIn(user);
  await user.click(submit());
  await screen.findByText(/Recorded as 2026-0153/);
  expect(asks("log_exchange")).toEqual([
    {
      agency: USCIS.name,
      received: "2026-10-13",
      channel: "",
      direction: "sent",
      instrument: "none",
      response: "no_such_record",
      responded: "2026-10-13",
    },
  ]);
  expect(form().getByRole("combobox", { name: "Counterpart" })).toHaveProperty("value", "");
  expect(document.activeElement).toBe(form().getByRole("button", { name: /Direction$/ }));
  await waitFor(() => {
    expect(asks("exchanges")).toHaveLength(2);
  });
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Open 2026-0153" }));
  expect(went).toEqual([{ page: "request", number: "2026-0153" }]);
});

test("an exchange that is not answered yet has no day of the answer", async () => {
  const { user, asks } = showPage(<Exchanges />, PROGRAM);
  await fillIn(user);
  await choose(user, "What became of it", "Not answered yet");
  expect(form().queryByLabelText("Answered on")).toBeNull();
  await user.click(submit());
  await waitFor(() => {
    expect(asks("log_exchange")).toMatchObject([{ response: "pending", responded: "" }]);
  });
});

test("what is missing is told at its field, and nothing is recorded", async () => {
  const { user, asks, container } = showPage(<Exchanges />, PROGRAM);
  await user.click(submit());
  await screen.findByText("Choose which way it went.");
  expect(document.activeElement).toBe(form().getByRole("button", { name: /Direction$/ }));
  expect(asks("log_exchange")).toEqual([]);
  await expectNoViolations(container);
});

test("a refusal is told, and what was chosen stays", async () => {
  const { user } = showPage(<Exchanges />, {
    ...PROGRAM,
    log_exchange: () => {
      throw new Refused({ code: "refused", message: "This is no exchange." });
    },
  });
  await fillIn(user);
  await user.click(submit());
  expect((await screen.findByRole("alert")).textContent).toBe("This is no exchange.");
  expect(form().getByRole("combobox", { name: "Counterpart" })).toHaveProperty("value", USCIS.name);
});

test("more exchanges come on demand, and the focus goes to the first of them", async () => {
  const { user, asks, went } = showPage(<Exchanges />, {
    ...PROGRAM,
    exchanges: (before) =>
      before === null ? { rows: [row(9), row(8)], next: 8, total: 3 } : { rows: [row(7)], next: null, total: 3 },
  });
  await user.click(await screen.findByRole("button", { name: "Show more" }));
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole("button", { name: /Request 2026-0107/ }));
  });
  expect(asks("exchanges")).toEqual([null, 8]);
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  await user.keyboard("{Enter}");
  expect(went).toEqual([{ page: "request", number: "2026-0107" }]);
});

test("the page leans to neither side, with nothing recorded too", async () => {
  const { container } = showPage(<Exchanges />, {
    ...PROGRAM,
    exchanges: () => ({ rows: [], next: null, total: 0 }),
  });
  await screen.findByText("No exchange is recorded.");
  screen.getByText(/neither required nor prohibited/);
  await expectNoViolations(container);
});
