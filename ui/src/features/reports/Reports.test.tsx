import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { QuarterChoice, ReportView } from "../../ipc/generated";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Reports } from "./Reports";

afterEach(cleanup);

const OPEN: QuarterChoice = {
  quarter: { id: "2026-Q4", calendar: "2026-Q4", fiscal: "FY2027-Q2", begins: "2026-10-01", ends: "2026-12-31" },
  complete: false,
};
const OVER: QuarterChoice = {
  quarter: { id: "2026-Q3", calendar: "2026-Q3", fiscal: "FY2027-Q1", begins: "2026-07-01", ends: "2026-09-30" },
  complete: true,
};
const QUARTERS = [OPEN, OVER];
const HOSTILE = "<img src=x onerror=alert(1)> \u202E=1+1";

const FULL: ReportView = {
  quarter: OVER.quarter,
  office: "City Clerk",
  as_of: "2026-10-13T16:00:00Z",
  nil: false,
  non_mandatory: 1,
  non_mandatory_rows: [
    {
      request: "2026-0139",
      item: 2,
      responded: "2026-08-03",
      agency: "State Police",
      what: "An incident report",
      label: "Not required: other purpose",
      flag: "Low",
    },
  ],
  requests: { pending_before: 4, received: 38, completed: 39, pending_after: 3 },
  outcomes: [
    { value: "mandatory", label: "Required by law", count: 31 },
    { value: "counsel", label: "Refer to the Solicitor", count: 6 },
  ],
  not_settled: 2,
  responses: [{ value: "released", label: "Given or done", count: 30 }],
  instruments: [{ value: "none", label: "No paper", count: 12 }],
  agencies: Array.from({ length: 12 }, (_, place) => ({
    value: `Agency ${String(place)}`,
    label: `Agency ${String(place)}`,
    count: 12 - place,
  })),
  exchanges: { sent: 2, received: 0, inquiry: 1 },
  counting_rules: ["A request counts on the day it was received."],
  checks: [
    { holds: true, what: "4 + 38 − 39 = 3" },
    { holds: false, what: "2 items have a question open" },
  ],
  seals: [{ log: "disclosure", size: 744, seal: "disclosure 744 b82b-379e gomuj" }],
};
const NIL: ReportView = {
  ...FULL,
  nil: true,
  non_mandatory: 0,
  non_mandatory_rows: [],
  requests: { pending_before: 0, received: 0, completed: 0, pending_after: 0 },
  outcomes: [],
  not_settled: 0,
  responses: [],
  instruments: [],
  agencies: [],
  exchanges: { sent: 0, received: 0, inquiry: 0 },
};

type Program = Parameters<typeof showPage>[1];

function show(report: ReportView, own: Program = {}) {
  return showPage(<Reports />, { quarters: () => QUARTERS, report: () => report, ...own });
}
const said = () => screen.getAllByRole("status").map(({ textContent }) => textContent);
const exportButton = () => screen.findByRole("button", { name: "Export…" });

test("the latest quarter that is over is shown, its number first", async () => {
  const { asks, container } = show(FULL);
  const [first] = await screen.findAllByRole("heading", { level: 2 });
  expect(first?.textContent).toBe("1 non-mandatory disclosure to a federal or state agency");
  expect(asks("report")).toEqual(["2026-Q3"]);
  expect(screen.getByText("1 Jul 2026 to 30 Sep 2026", { selector: "header p" })).toBeDefined();
  await expectNoViolations(container);
});

test("another quarter is chosen by both its names, and one that runs is told as such", async () => {
  const { asks, user } = show({ ...FULL, quarter: OPEN.quarter, non_mandatory: 0, non_mandatory_rows: [] });
  await user.click(await screen.findByRole("button", { name: /Quarter/ }));
  await user.click(await screen.findByRole("option", { name: /FY2027-Q2 \(2026-Q4\)/ }));
  const headline = await screen.findByRole("heading", { name: /so far/ });
  expect(headline.textContent).toBe("0 non-mandatory disclosures to a federal or state agency so far");
  expect(asks("report")).toEqual(["2026-Q3", "2026-Q4"]);
  expect(screen.getByText(/not over yet/, { selector: "header p" })).toBeDefined();
  expect(screen.getByText(/Zero is a result/)).toBeDefined();
});

test("a quarter in which nothing happened says so, and keeps its checks and seals", async () => {
  const { container } = show(NIL);
  expect(await screen.findByText(/Nothing was received, decided or answered in this quarter/)).toBeDefined();
  expect(screen.getByRole("heading", { name: /^0 non-mandatory disclosures/ })).toBeDefined();
  expect(screen.queryByRole("heading", { name: "What was decided" })).toBeNull();
  expect(screen.getByText("disclosure 744 b82b-379e gomuj")).toBeDefined();
  await expectNoViolations(container);
});

test("each disclosure that no law required leads to its request", async () => {
  const { user, went } = show(FULL);
  await user.click(await screen.findByRole("button", { name: "2026-0139" }));
  expect(went).toEqual([{ page: "request", number: "2026-0139" }]);
});

test("what was decided is a table, and what is not settled stands in it last", async () => {
  show(FULL);
  const rows = within(await screen.findByRole("table", { name: "What was decided" })).getAllByRole("row");
  expect(rows.slice(1).map(({ textContent }) => textContent)).toEqual([
    "Required by law31",
    "Refer to the Solicitor6",
    "Not settled: a question is open2",
  ]);
});

test("what holds and what does not is told in words", async () => {
  show(FULL);
  const checks = await screen.findByRole("region", { name: "Before you export" });
  expect(within(checks).getByText("4 + 38 − 39 = 3").textContent).toBe("Holds: 4 + 38 − 39 = 3");
  expect(within(checks).getByText("2 items have a question open").textContent).toBe(
    "Does not hold: 2 items have a question open",
  );
});

test("of many agencies the first stand there, and all on demand", async () => {
  const { user } = show(FULL);
  const rows = () => within(screen.getByRole("table", { name: "Who asked" })).getAllByRole("row").length - 1;
  const all = await screen.findByRole("button", { name: "Show all 12" });
  expect(rows()).toBe(10);
  await user.click(all);
  expect(rows()).toBe(12);
  expect(screen.getByRole("button", { name: "Show the first 10" })).toBe(document.activeElement);
});

test("an export tells its folder and files, until another quarter is chosen", async () => {
  const { asks, user } = show(FULL, {
    export_report: () => ({ folder: "D:\\Council", files: ["report.pdf", "report.csv"] }),
  });
  await user.click(await exportButton());
  expect(await screen.findByText("report.pdf")).toBeDefined();
  expect(said()).toContain("2 files were saved in D:\\Council:report.pdfreport.csv");
  expect(asks("export_report")).toEqual(["2026-Q3"]);
  await user.click(screen.getByRole("button", { name: /Quarter/ }));
  await user.click(await screen.findByRole("option", { name: /FY2027-Q2/ }));
  await screen.findByRole("heading", { name: /so far/ });
  expect(screen.queryByText("report.pdf")).toBeNull();
});

test("an export that was cancelled says nothing", async () => {
  const { asks, user } = show(FULL, { export_report: () => null });
  await user.click(await exportButton());
  await expect.poll(() => asks("export_report")).toHaveLength(1);
  expect(said().join("")).toBe("");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("an export that is refused says why", async () => {
  const { user } = show(FULL, {
    export_report: () => Promise.reject(new Refused({ code: "folder", message: "The folder cannot be written." })),
  });
  await user.click(await exportButton());
  expect((await screen.findByRole("alert")).textContent).toBe("The folder cannot be written.");
});

test("a record that is whole is told so, with how much was checked", async () => {
  const { user } = show(FULL, { verify_record: () => ({ events: 757, problems: [], seals: [] }) });
  await user.click(await screen.findByRole("button", { name: "Check the record" }));
  expect(await screen.findByText("757 entries were checked. Everything holds.")).toBeDefined();
});

test("what does not hold in the record is listed", async () => {
  const { container, user } = show(FULL, {
    verify_record: () => ({ events: 2, problems: ["Entry 1 was changed.", "Entry 2 is missing."], seals: [] }),
  });
  await user.click(await screen.findByRole("button", { name: "Check the record" }));
  expect(await screen.findByText(/2 things do not hold/)).toBeDefined();
  expect(screen.getByText("Entry 2 is missing.")).toBeDefined();
  expect(screen.queryByText(/Everything holds/)).toBeNull();
  await expectNoViolations(container);
});

test("markup and turned letters in names are text", async () => {
  const [row] = FULL.non_mandatory_rows;
  if (row === undefined) throw new Error("there is a row");
  const { container } = show({
    ...FULL,
    office: HOSTILE,
    non_mandatory_rows: [{ ...row, agency: HOSTILE }],
    agencies: [{ value: HOSTILE, label: HOSTILE, count: 1 }],
  });
  const names = await screen.findAllByText(HOSTILE, { normalizer: (text) => text });
  expect(names.map(({ tagName }) => tagName)).toEqual(["BDI", "BDI", "BDI"]);
  expect(container.querySelector("img")).toBeNull();
});
