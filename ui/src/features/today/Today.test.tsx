import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import type { Need, Today as Day } from "../../ipc/generated";
import { expectNoViolations, showPage } from "../../shared/testPage";
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
    approval: false,
    ...parts,
  };
}

function day(needs: Need[], total = needs.length): Day {
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
    figures: { non_mandatory: 0, received: 14, refused_2a: 5, mandatory: 6, exchanges: 1, pending: 3 },
    record: { entries: 1204, last_entry_at: "2026-10-13T13:05:00Z" },
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
  await screen.findByText(/^3 of 240 requests/);
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

test("a request that waits for a second officer says so", async () => {
  showPage(<Today />, { today: () => day([need("2026-0150", { approval: true }), need("2026-0151")]) });
  const told = await screen.findAllByText(/Waits for a second officer/);
  expect(told).toHaveLength(1);
  expect(told[0]?.closest("tr")?.textContent).toContain("2026-0150");
});
