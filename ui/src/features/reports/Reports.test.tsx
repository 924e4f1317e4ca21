import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { IssuedReport, QuarterChoice, ReportFileView, ReportView } from "../../ipc/generated";
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
  sealed: 0,
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
      release: null,
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
  disclosures: [
    { value: "non_mandatory", label: "Required by no law", count: 1 },
    { value: "mandatory", label: "Required by law", count: 29 },
  ],
  flags: [{ value: "high", label: "High: 2(a) bars it or holds it", count: 5 }],
  origins: [{ value: "requested", label: "Someone asks the City", count: 38 }],
  agencies: Array.from({ length: 12 }, (_, place) => ({
    agency: `Agency ${String(place)}`,
    requests: 12 - place,
    items: 24 - place,
  })),
  exchanges: { sent: 2, received: 0, inquiry: 1 },
  groups: [
    {
      title: "What was done",
      note: "",
      tables: [
        {
          title: "Days to an answer",
          columns: ["From receipt", "Number"],
          texts: 1,
          lines: [["Median, in days", "2.5"]],
          rule: "Calendar days.",
          bars: null,
        },
        {
          title: "Mandatory",
          columns: ["On what", "Items released"],
          texts: 1,
          lines: [],
          rule: "By paper.",
          bars: null,
        },
      ],
    },
    {
      title: "Beside the quarters before",
      note: "As the record has them.",
      tables: [
        {
          title: "This quarter and those before",
          columns: ["Figure", "2026-Q2", "2026-Q3"],
          texts: 1,
          lines: [["Non-mandatory disclosures", "3", "1"]],
          rule: "At the moment of this report.",
          bars: [3, 1],
        },
      ],
    },
  ],
  counting_rules: ["A request counts on the day it was received."],
  checks: [
    { holds: true, what: "4 + 38 − 39 = 3", items: [], more: 0 },
    {
      holds: false,
      what: "12 answers came after the date they were due",
      items: [
        {
          request: "2026-0121",
          item: 1,
          asked: "An incident report",
          found: "answered 3 days after the date it was due",
          how: "Day 1 is Tuesday 13 October 2026, because Monday 12 October is Columbus Day.",
        },
      ],
      more: 11,
    },
  ],
  seals: [{ log: "disclosure", size: 744, seal: "disclosure 744 b82b-379e gomuj" }],
  coverage: { list_set: false, said: "No list of reporting departments was set.", departments: [] },
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
  disclosures: [],
  flags: [],
  origins: [],
  agencies: [],
  exchanges: { sent: 0, received: 0, inquiry: 0 },
};

const ISSUED: IssuedReport = {
  number: 812,
  quarter: OVER.quarter,
  as_of: "2026-10-13T16:00:00Z",
  at: "2026-10-13T16:00:02Z",
  by: HOSTILE,
  seals: [{ log: "disclosure", size: 700, seal: "disclosure 700 c0de-379e bobaf" }],
  files: ["disclosure-report-2026-Q3.pdf"],
};

type Program = Parameters<typeof showPage>[1];

function show(report: ReportView, own: Program = {}) {
  return showPage(<Reports />, {
    quarters: () => QUARTERS,
    report: () => report,
    issued_reports: () => [],
    ...own,
  });
}
const said = () => screen.getAllByRole("status").map(({ textContent }) => textContent);
const exportButton = () => screen.findByRole("button", { name: "Export…" });

test("a disclosure that 2(a) bars says who approved it and who answers for it, with their roles", async () => {
  const [row] = FULL.non_mandatory_rows;
  if (row === undefined) throw new Error("there is one");
  const told = "Approved by R. Chen (reviewer). M. Alvarez (administrator) answers for it.";
  const barred = { ...row, request: "2026-0140", flag: "High", release: told };
  const { container } = show({ ...FULL, non_mandatory: 2, non_mandatory_rows: [barred, row] });
  const list = within(await screen.findByRole("table", { name: "Disclosures that no law required" }));
  const [, first, second] = list.getAllByRole("row");
  expect(first?.textContent).toContain(`High${told}`);
  expect(second?.textContent).toMatch(/Low$/);
  await expectNoViolations(container);
});

test("the latest quarter that is over is shown, its number first", async () => {
  const { asks, container } = show(FULL);
  const [first] = await screen.findAllByRole("heading", { level: 2 });
  expect(first?.textContent).toBe("1 non-mandatory disclosure to a federal or state agency");
  expect(asks("report")).toEqual(["2026-Q3"]);
  expect(screen.getByText("1 Jul 2026 to 30 Sep 2026", { selector: "header p" })).toBeDefined();
  await expectNoViolations(container);
});

test("sealed requests are one number apart, and where there is none nothing is said of them", async () => {
  const { container } = show({ ...FULL, sealed: 2 });
  await screen.findByText("Sealed requests, in no figure here: 2");
  await expectNoViolations(container);
  cleanup();
  show(FULL);
  await screen.findByRole("region", { name: "Requests" });
  expect(screen.queryByText(/Sealed/)).toBeNull();
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
  expect(within(checks).getByText("12 answers came after the date they were due").textContent).toBe(
    "Does not hold: 12 answers came after the date they were due",
  );
});

test("what a check is about is listed, with how its date was computed and the way to the request", async () => {
  const { container, user, went } = show(FULL);
  const checks = within(await screen.findByRole("region", { name: "Before you export" }));
  await user.click(checks.getByText("Show the first ones"));
  expect(checks.getByText(/answered 3 days after the date it was due/)).toBeDefined();
  expect(checks.getByText("and 11 more items")).toBeDefined();
  await user.click(checks.getByText("How the date was computed"));
  expect(checks.getByText(/Monday 12 October is Columbus Day/)).toBeDefined();
  await expectNoViolations(container);
  await user.click(checks.getByRole("button", { name: "2026-0121" }));
  expect(went).toEqual([{ page: "request", number: "2026-0121" }]);
});

test("every group of figures has its table", async () => {
  show(FULL);
  const lines = async (name: string) => {
    const rows = within(await screen.findByRole("table", { name })).getAllByRole("row");
    return rows.map(({ textContent }) => textContent);
  };
  expect(await lines("What was given out")).toEqual(["DisclosureItems", "Required by no law1", "Required by law29"]);
  expect(await lines("Flags under 2(a)")).toEqual(["FlagItems", "High: 2(a) bars it or holds it5"]);
  expect(await lines("How it came about")).toEqual(["OriginRequests", "Someone asks the City38"]);
  expect(await lines("§ 1373 exchanges")).toEqual(["DirectionExchanges", "Sent2", "Received0", "Inquiries1"]);
  expect((await lines("Who asked")).slice(0, 2)).toEqual(["AgencyRequestsItems", "Agency 01224"]);
  expect((await lines("Requests, from the beginning of the quarter to its end"))[1]).toBe("Received38");
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

test("what the figures are made of stands in the words of the exported pages, with how it is counted", async () => {
  const { user } = show(FULL);
  await user.click(await screen.findByText("Days to an answer · Mandatory"));
  const days = within(screen.getByRole("table", { name: "Days to an answer" }));
  expect(days.getByRole("row", { name: "Median, in days 2.5" })).toBeDefined();
  expect(screen.getByText("Calendar days.")).toBeDefined();
  await user.click(screen.getByText("This quarter and those before", { selector: "summary" }));
  const bars = within(screen.getByRole("table", { name: "Non-mandatory disclosures by quarter" }));
  expect(bars.getByRole("row", { name: "2026-Q2 3" })).toBeDefined();
  expect(screen.getByRole("row", { name: "Non-mandatory disclosures 3 1" })).toBeDefined();
});

test("the pages can be seen before an export, and hidden again; another quarter shows its own", async () => {
  const image = '<svg xmlns="http://www.w3.org/2000/svg"/>';
  const { asks, container, user } = show(FULL, {
    preview_report: () => ({ page: 1, of: 3, image, as_of: "2026-10-13T16:00:00Z" }),
  });
  await user.click(await screen.findByRole("button", { name: "See the pages" }));
  expect(await screen.findByRole("img", { name: /Page 1 of 3/ })).toBeDefined();
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: /^FY2027-Q1.*Quarter/ }));
  await user.click(await screen.findByRole("option", { name: /FY2027-Q2/ }));
  await expect
    .poll(() => asks("preview_report"))
    .toEqual([
      { quarter: "2026-Q3", edition: "internal", page: 1 },
      { quarter: "2026-Q4", edition: "internal", page: 1 },
    ]);
  const hide = screen.getByRole("button", { name: "Hide the pages" });
  await user.click(hide);
  expect(screen.queryByRole("img")).toBeNull();
  expect(document.activeElement).toBe(hide);
});

test("it is said which files are for publication", async () => {
  const files = ["report.pdf", "report-public.pdf"];
  const { user } = show(FULL, { export_report: () => ({ folder: "D:\\Council", files, changed: [] }) });
  await user.click(await exportButton());
  expect(await screen.findByText(/Publish those with “public” in their name/)).toBeDefined();
});

test("an export tells its folder and files, until another quarter is chosen", async () => {
  const { asks, user } = show(FULL, {
    export_report: () => ({ folder: "D:\\Council", files: ["report.pdf", "report.csv"], changed: [] }),
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
  const { user } = show(FULL, {
    verify_record: () => ({ events: 757, destroyed: 0, problems: [], remarks: [], seals: [] }),
  });
  await user.click(await screen.findByRole("button", { name: "Check the record" }));
  expect(await screen.findByText("757 entries were checked. Everything holds.")).toBeDefined();
});

test("what this computer saw of the record is told beside what the check found", async () => {
  const remarks = ["On 5 January 2027 a backup with 812 entries was restored here."];
  const { container, user } = show(FULL, {
    verify_record: () => ({ events: 812, destroyed: 0, problems: [], remarks, seals: [] }),
  });
  await user.click(await screen.findByRole("button", { name: "Check the record" }));
  expect(await screen.findByText("812 entries were checked. Everything holds.")).toBeDefined();
  expect(screen.getByText(remarks[0] ?? "")).toBeDefined();
  await expectNoViolations(container);
});

test("what does not hold in the record is listed", async () => {
  const { container, user } = show(FULL, {
    verify_record: () => ({
      events: 2,
      destroyed: 0,
      problems: ["Entry 1 was changed.", "Entry 2 is missing."],
      remarks: [],
      seals: [],
    }),
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
    agencies: [{ agency: HOSTILE, requests: 1, items: 1 }],
  });
  const names = await screen.findAllByText(HOSTILE, { normalizer: (text) => text });
  expect(names.map(({ tagName }) => tagName)).toEqual(["BDI", "BDI", "BDI"]);
  expect(container.querySelector("img")).toBeNull();
});

test("reports that were issued are listed, and one is made again into a folder", async () => {
  const { asks, container, user } = show(FULL, {
    issued_reports: () => [ISSUED],
    make_report_again: () => ({ folder: "D:\\Again", files: ["report.pdf"], changed: [] }),
  });
  const list = within(await screen.findByRole("table", { name: "Reports issued" }));
  expect(list.getByText("FY2027-Q1 (2026-Q3)", { selector: "p" })).toBeDefined();
  expect(list.getByText("the record of 13 Oct 2026, 12:00")).toBeDefined();
  expect(list.getByText(HOSTILE, { normalizer: (text) => text }).tagName).toBe("BDI");
  await user.click(list.getByText("Show the seals"));
  expect(list.getByText("disclosure 700 c0de-379e bobaf")).toBeDefined();
  const again = list.getByRole("button", { name: "Make again… FY2027-Q1 (2026-Q3), issued 13 Oct 2026, 12:00" });
  await user.click(again);
  expect(await screen.findByText("report.pdf")).toBeDefined();
  expect(asks("make_report_again")).toEqual([812]);
  expect(said()).toContain("1 file was saved in D:\\Again:report.pdf");
  expect(document.activeElement).toBe(again);
  await expectNoViolations(container);
});

test("a report that this version writes in another way says so", async () => {
  const { user } = show(FULL, {
    issued_reports: () => [ISSUED],
    make_report_again: () => ({ folder: "D:\\Again", files: ["report.pdf"], changed: ["report.pdf"] }),
  });
  await user.click(await screen.findByRole("button", { name: /^Make again/ }));
  expect(
    await screen.findByText(/writes one file in another way than when the report was issued: report.pdf/),
  ).toBeDefined();
});

test("an export stands in the list at once", async () => {
  const { asks, user } = show(FULL, {
    export_report: () => ({ folder: "D:\\Council", files: ["report.pdf"], changed: [] }),
  });
  expect(await screen.findByText(/None yet/)).toBeDefined();
  await user.click(await exportButton());
  await expect.poll(() => asks("issued_reports").length).toBe(2);
});

const VERIFIED: ReportFileView = {
  file: "brought.json",
  verdict: "differs",
  said: "This is a report of this record, but 3 things in it are not what the record says.",
  quarter: OVER.quarter,
  as_of: "2026-10-13T16:00:00Z",
  findings: [
    { holds: true, what: "Its seal of the disclosures fits this record’s past" },
    { holds: false, what: "Made again from the record, it differs" },
  ],
  differences: [{ what: "Requests, received", in_file: HOSTILE, in_record: "38" }],
  more: 2,
};
const verifyButton = () => screen.findByRole("button", { name: "Verify a file…" });

test("a report that was changed is told with what the file and the record say", async () => {
  const { container, user } = show(FULL, { verify_report: () => VERIFIED });
  await user.click(await verifyButton());
  const found = within(await screen.findByRole("region", { name: "The file you chose" }));
  expect(said()).toContain(VERIFIED.said);
  expect(found.getByText("Made again from the record, it differs").textContent).toMatch(/^Does not hold: /);
  const table = within(found.getByRole("table", { name: "What differs between the file and the record" }));
  expect(table.getByText(HOSTILE, { normalizer: (text) => text }).tagName).toBe("BDI");
  expect(found.getByText("and 2 more places")).toBeDefined();
  expect(document.activeElement).toBe(await verifyButton());
  await expectNoViolations(container);
});

test("a report as it was issued is told as whole, and no report as none", async () => {
  const whole: ReportFileView = { ...VERIFIED, verdict: "same", said: "It is whole.", differences: [], more: 0 };
  const none: ReportFileView = {
    ...whole,
    verdict: "no_report",
    said: "This is no report.",
    quarter: null,
    as_of: null,
    findings: [],
  };
  const answers = [whole, none];
  const { user } = show(FULL, { verify_report: () => answers.shift() ?? null });
  await user.click(await verifyButton());
  expect((await screen.findByText("It is whole.", { selector: "bdi" })).closest("p")?.className).toBe("report-whole");
  await user.click(await verifyButton());
  expect((await screen.findByText("This is no report.", { selector: "bdi" })).closest("p")?.className).toBe("stopped");
  expect(screen.queryByText(/It is of/)).toBeNull();
});

test("to choose no file says nothing", async () => {
  const { asks, user } = show(FULL, { verify_report: () => null });
  await user.click(await verifyButton());
  await expect.poll(() => asks("verify_report")).toHaveLength(1);
  expect(screen.queryByRole("region", { name: "The file you chose" })).toBeNull();
  expect(said().join("")).toBe("");
});
