import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { Need, NeedCount, Today as Day } from "../../ipc/generated";
import { expectNoViolations, SESSION, showPage } from "../../shared/testPage";
import { Today } from "./Today";

afterEach(cleanup);

function need(number: string, parts: Partial<Need> = {}): Need {
  return {
    number,
    items: 2,
    received: "2026-10-01",
    agency: "State Police",
    channel: "Letter",
    department: null,
    due: null,
    outcome: "counsel",
    label: "Refer to the Solicitor",
    next: "Wait for the finding.",
    waits: [{ label: "Waits for an answer", since: "2026-10-01" }],
    sealed_until: null,
    ...parts,
  };
}

const KINDS = { overdue: "Overdue", on_hold: "On hold", with_solicitor: "With the Solicitor" };

function counts(counted: Partial<Record<keyof typeof KINDS, number>> = {}): NeedCount[] {
  return (Object.keys(KINDS) as (keyof typeof KINDS)[]).map((kind) => ({
    kind,
    label: KINDS[kind],
    what: `Requests that are ${KINDS[kind].toLowerCase()}`,
    count: counted[kind] ?? 0,
  }));
}

function day(needs: Need[], total = needs.length, counted: Parameters<typeof counts>[0] = {}): Day {
  return {
    date: "2026-10-13",
    quarter: {
      id: "2026-Q4",
      calendar: "2026-Q4",
      fiscal: "FY2027-Q2",
      begins: "2026-10-01",
      ends: "2026-12-31",
    },
    day: 13,
    days: 92,
    needs,
    needs_total: total,
    counts: counts(counted),
    figures: { non_mandatory: 0, received: 14, refused_2a: 5, mandatory: 6, exchanges: 1, pending: 3 },
    record: { entries: 1204, last_entry_at: "2026-10-13T13:05:00Z" },
    safekeeping: [],
  };
}

const due = (days: number) => ({ date: "2026-10-12", label: "Written answer", how: "10 business days.", days });
const LIST = [need("2026-0139", { due: due(-1) }), need("2026-0144", { due: due(0) }), need("2026-0150")];

test("requests stand in the program's order, with how late they are and how the date was computed", async () => {
  const { container } = showPage(<Today />, { today: () => day(LIST) });
  const table = await screen.findByRole("table", { name: "" });
  const rows = within(table).getAllByRole("row").slice(1);
  expect(rows.map((row) => within(row).getByRole("button").textContent)).toEqual([
    "2026-0139",
    "2026-0144",
    "2026-0150",
  ]);
  expect(rows.map((row) => row.querySelector("td p, td span")?.textContent)).toEqual([
    "1 day late 12 Oct 2026",
    "Today",
    "No date runs",
  ]);
  expect(rows[0]?.textContent).toContain("10 business days.");
  await expectNoViolations(container);
});

test("who may see a sealed request sees that it is sealed, and nothing stands at the others", async () => {
  const { container } = showPage(<Today />, {
    today: () => day([need("2026-0139", { sealed_until: "2027-01-31" }), need("2026-0144")]),
  });
  const [, sealed, other] = await screen.findAllByRole("row");
  expect(sealed?.textContent).toContain("Sealed until 31 Jan 2027");
  expect(other?.textContent).not.toContain("Sealed");
  await expectNoViolations(container);
});

test("a request is reached by arrow keys and opened by Enter", async () => {
  const { user, went } = showPage(<Today />, { today: () => day(LIST) });
  await screen.findByRole("button", { name: "2026-0139" });
  while (document.activeElement?.textContent !== "2026-0139") await user.tab();
  await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}{Enter}");
  expect(went).toEqual([{ page: "request", number: "2026-0144" }]);
});

test("no non-mandatory disclosure is a result that is told", async () => {
  showPage(<Today />, { today: () => day(LIST) });
  expect((await screen.findByText("non-mandatory disclosures")).parentElement?.textContent).toBe(
    "0 non-mandatory disclosures",
  );
  const figures = screen.getByRole("table", { name: "The quarter in figures" });
  expect(within(figures).getByRole("row", { name: /Items refused under 2\(a\) 5/ })).toBeDefined();
});

test("more requests than the list holds are told, and the way to them", async () => {
  const { user, went } = showPage(<Today />, { today: () => day(LIST, 240) });
  await screen.findByText("Requests with an item that waits for an answer or a review: 3 of 240.");
  await user.click(screen.getByRole("button", { name: "See them in the register" }));
  expect(went).toEqual([{ page: "register" }]);
});

test("when nothing waits the page says so, and the way to log stands there", async () => {
  const { user, went, container } = showPage(<Today />, { today: () => day([]) });
  await screen.findByText(/Nothing waits/);
  await user.click(screen.getByRole("button", { name: /Log a request/ }));
  expect(went).toEqual([{ page: "log" }]);
  await expectNoViolations(container);
});

test("a request says what it waits for and since when, and what to do where something is to be done here", async () => {
  const waits = [
    { label: "With the Solicitor", since: "2026-10-06" },
    { label: "Waits for a second officer", since: "2026-10-12" },
  ];
  showPage(<Today />, { today: () => day([need("2026-0150", { waits, next: null }), need("2026-0151")]) });
  const row = (await screen.findByRole("button", { name: "2026-0150" })).closest("tr");
  expect(row?.textContent).toContain(
    "With the Solicitor since 6 Oct 2026. Waits for a second officer since 12 Oct 2026.",
  );
  expect(row?.textContent).not.toContain("Wait for the finding.");
  expect(screen.getByRole("button", { name: "2026-0151" }).closest("tr")?.textContent).toContain(
    "Waits for an answer since 1 Oct 2026. Wait for the finding.",
  );
});

test("the figures are filters, reached by keys, and none is a result", async () => {
  const { user, asks, container } = showPage(<Today />, {
    today: () => day(LIST, 3, { overdue: 1, with_solicitor: 2 }),
    needs: (kind) =>
      kind === "overdue" ? { needs: [need("2026-0139", { due: due(-1) })], total: 1 } : { needs: [], total: 0 },
  });
  const figures = within(await screen.findByRole("radiogroup", { name: "Show" }));
  expect(figures.getAllByRole("radio").map((figure) => figure.textContent)).toEqual([
    "All 3",
    "Overdue 1",
    "On hold 0",
    "With the Solicitor 2",
  ]);
  expect(figures.getByRole("radio", { checked: true }).textContent).toBe("All 3");
  while (document.activeElement?.textContent !== "All 3") await user.tab();
  await user.keyboard("{ArrowRight}{Enter}");
  expect((await screen.findByText(/^Requests that are overdue/)).textContent).toBe("Requests that are overdue: 1.");
  expect(screen.queryByRole("button", { name: "2026-0144" })).toBeNull();
  expect(screen.getByRole("button", { name: "2026-0139" })).toBeDefined();
  await expectNoViolations(container);

  await user.keyboard("{ArrowRight}{Enter}");
  expect((await screen.findByText(/^Requests that are on hold/)).textContent).toBe("Requests that are on hold: none.");
  expect(asks("needs")).toEqual(["overdue", "on_hold"]);
  await expectNoViolations(container);

  await user.click(figures.getByRole("radio", { name: /^All/ }));
  expect(await screen.findByRole("button", { name: "2026-0144" })).toBeDefined();
});

test("a kind that cannot be read is told in the program's words", async () => {
  const { user } = showPage(<Today />, {
    today: () => day(LIST, 3, { overdue: 1 }),
    needs: () => {
      throw new Refused({ code: "refused", message: "The record could not be read." });
    },
  });
  await user.click(await screen.findByRole("radio", { name: /^Overdue/ }));
  expect((await screen.findByRole("alert")).textContent).toBe("The record could not be read.");
});

const OLD = "The last backup was made 9 days ago.";

test("an old backup is told calmly, with the way to make one; the practice desk has nothing to lose", async () => {
  const { user, went, container } = showPage(<Today />, { today: () => ({ ...day(LIST), safekeeping: [OLD] }) });
  const notice = within(await screen.findByRole("region", { name: "Backups" }));
  notice.getByText(OLD);
  await user.click(notice.getByRole("button", { name: "Go to backups" }));
  expect(went).toEqual([{ page: "settings", at: "backups" }]);
  await expectNoViolations(container);
  cleanup();
  showPage(
    <Today />,
    { today: () => ({ ...day(LIST), safekeeping: [OLD] }) },
    { session: { ...SESSION, practice: true } },
  );
  await screen.findByRole("button", { name: "2026-0139" });
  expect(screen.queryByText(OLD)).toBeNull();
});

test("where all is well nothing is said of backups", async () => {
  showPage(<Today />, { today: () => day(LIST) });
  await screen.findByRole("button", { name: "2026-0139" });
  expect(screen.queryByRole("region", { name: "Backups" })).toBeNull();
});
