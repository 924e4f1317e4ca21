import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { CoverageView, DepartmentView, QuarterChoice, ReportView } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, SESSION, showPage } from "../../shared/testPage";
import { Report } from "./Report";

afterEach(cleanup);

const HOSTILE = "<b>Fire</b> \u202E=1+1";
const CHOICE: QuarterChoice = {
  quarter: { id: "2026-Q3", calendar: "2026-Q3", fiscal: "FY2027-Q1", begins: "2026-07-01", ends: "2026-09-30" },
  complete: true,
};
const POLICE: DepartmentView = {
  department: "Police",
  listed: true,
  said: "Reported",
  requests: 38,
  silent: false,
  certified: false,
  withdrawn: [],
};
const FIRE: DepartmentView = {
  ...POLICE,
  department: "Fire",
  said: "Certified nil: Fire Chief; entered by M. Alvarez on 5 October 2026",
  requests: 0,
  certified: true,
};
const HEALTH: DepartmentView = {
  ...POLICE,
  department: "Health",
  said: "Silent: neither reported nor certified nil",
  requests: 0,
  silent: true,
  withdrawn: ["A certified nil was withdrawn by M. Alvarez on 4 October 2026: it was typed wrongly"],
};
const COVERED: CoverageView = {
  list_set: true,
  said: "2 of 3 departments on the list reported or certified nil; 1 was silent.",
  departments: [FIRE, HEALTH, POLICE],
};

function reportWith(coverage: CoverageView): ReportView {
  return { ...answerOf("report"), coverage };
}

function show(
  coverage: CoverageView,
  own: Parameters<typeof showPage>[1] = {},
  choice = CHOICE,
  session: typeof SESSION = SESSION,
) {
  const program = { report: () => reportWith(coverage), issued_reports: () => [], ...own };
  return showPage(<Report choice={choice} quarters={[]} />, program, { session });
}
const panel = async () => within(await screen.findByRole("region", { name: "Departments" }));

test("each department stands there with what it did, and a silent one is told as such", async () => {
  const { container } = show(COVERED);
  const shown = await panel();
  shown.getByText(COVERED.said);
  const rows = within(shown.getByRole("table", { name: "What the departments did" })).getAllByRole("row");
  expect(rows.map(({ textContent }) => textContent)).toEqual([
    "DepartmentWhat it did",
    "FireCertified nil: Fire Chief; entered by M. Alvarez on 5 October 2026Withdraw… the certified nil of Fire",
    "HealthSilent: neither reported nor certified nilA certified nil was withdrawn by M. Alvarez on 4 October 2026: it was typed wrongly",
    "PoliceReported 38 requests",
  ]);
  await expectNoViolations(container);
});

test("who is not on the list is told apart from those that are", async () => {
  const kennel: DepartmentView = {
    ...POLICE,
    department: "Kennel",
    listed: false,
    said: "Reported. Not on the list",
    requests: 1,
  };
  const { user } = show({ ...COVERED, departments: [FIRE, kennel] });
  const shown = await panel();
  await user.click(shown.getByText("1 other department not on the list"));
  const others = within(shown.getByRole("table", { name: "Departments that are not on the list" }));
  expect(others.getAllByRole("row")[1]?.textContent).toBe("KennelReported. Not on the list 1 request");
  expect(within(shown.getByRole("table", { name: "What the departments did" })).queryByText("Kennel")).toBeNull();
});

test("a certified nil is entered with the office of who signed, and the page says how it stands then", async () => {
  const all: CoverageView = {
    ...COVERED,
    said: "3 of 3 departments on the list reported or certified nil; none was silent.",
    departments: [FIRE, { ...FIRE, department: "Health" }, POLICE],
  };
  let coverage = COVERED;
  const { asks, user, container } = show(COVERED, {
    report: () => reportWith(coverage),
    certify_nil: () => {
      coverage = all;
      return reportWith(all);
    },
  });
  const shown = await panel();
  await user.click(shown.getByRole("button", { name: "Record the nil" }));
  shown.getByText("Choose the department.");
  shown.getByText("Give the office that the signer holds.");
  expect(asks("certify_nil")).toEqual([]);
  await expectNoViolations(container);
  await user.click(shown.getByRole("button", { name: /^Choose the department Department|Department/ }));
  const offered = screen.getAllByRole("option").map(({ textContent }) => textContent);
  expect(offered, "who reported had something to report").toEqual(["Choose the department", "Fire", "Health"]);
  await user.click(screen.getByRole("option", { name: "Health" }));
  await user.type(shown.getByLabelText("Office of who signed"), " Director of Health ");
  await user.click(shown.getByRole("button", { name: "Record the nil" }));
  expect(document.activeElement).toBe(await shown.findByText(all.said));
  expect(asks("certify_nil")).toEqual([{ quarter: "2026-Q3", department: "Health", signer: "Director of Health" }]);
  expect(shown.getByLabelText("Office of who signed")).toHaveProperty("value", "");
});

test("a certified nil is withdrawn with a reason, or left as it is", async () => {
  const { asks, user, container } = show(COVERED, { withdraw_nil: () => reportWith(COVERED) });
  const shown = await panel();
  await user.click(shown.getByRole("button", { name: "Withdraw… the certified nil of Fire" }));
  const form = within(shown.getByRole("form", { name: "Withdraw the certified nil of Fire" }));
  expect(document.activeElement).toBe(form.getByRole("button", { name: /Why it is withdrawn/ }));
  await user.click(form.getByRole("button", { name: "Withdraw it" }));
  form.getByText("Say why. The reason stands in the record.");
  expect(asks("withdraw_nil")).toEqual([]);
  await expectNoViolations(container);
  await user.click(form.getByRole("button", { name: "Leave it as it is" }));
  expect(shown.queryByRole("form", { name: /Withdraw/ })).toBeNull();
  await user.click(shown.getByRole("button", { name: "Withdraw… the certified nil of Fire" }));
  await user.click(shown.getByRole("button", { name: /Why it is withdrawn/ }));
  await user.click(screen.getByRole("option", { name: "It was typed wrongly" }));
  await user.click(shown.getByRole("button", { name: "Withdraw it" }));
  await expect.poll(() => asks("withdraw_nil")).toEqual([{ quarter: "2026-Q3", department: "Fire", why: "mistyped" }]);
  expect(shown.queryByRole("form", { name: /Withdraw/ })).toBeNull();
});

test("a refusal is told in the program's words, and what was typed stays", async () => {
  const message = "Nothing was recorded. The record has 1 request that Health received in this quarter.";
  const { user } = show(COVERED, {
    certify_nil: () => {
      throw new Refused({ code: "refused", message });
    },
  });
  const shown = await panel();
  await user.click(shown.getByRole("button", { name: /Department$/ }));
  await user.click(screen.getByRole("option", { name: "Health" }));
  await user.type(shown.getByLabelText("Office of who signed"), "Director");
  await user.click(shown.getByRole("button", { name: "Record the nil" }));
  expect((await shown.findByRole("alert")).textContent).toBe(message);
  expect(shown.getByLabelText("Office of who signed")).toHaveProperty("value", "Director");
});

test("while the quarter goes on, and to who does not issue reports, nothing is offered to enter", async () => {
  show(COVERED, {}, { ...CHOICE, complete: false });
  let shown = await panel();
  expect(shown.queryByRole("form")).toBeNull();
  expect(shown.queryByRole("button")).toBeNull();
  cleanup();
  show(COVERED, {}, CHOICE, { ...SESSION, role: "Clerk", duties: ["log", "answer"] });
  shown = await panel();
  expect(shown.queryByRole("form")).toBeNull();
  expect(shown.queryByRole("button")).toBeNull();
});

test("where no list is set it is said who sets one, and a name stays text", async () => {
  const { container } = show({
    list_set: false,
    said: "No list of reporting departments was set.",
    departments: [{ ...POLICE, department: HOSTILE, listed: false }],
  });
  const shown = await panel();
  shown.getByText("No list of reporting departments was set.");
  shown.getByText(/In Settings, an administrator says/);
  expect(shown.getByRole("rowheader", { name: HOSTILE }).textContent).toBe(HOSTILE);
  expect(shown.queryByRole("form")).toBeNull();
  await expectNoViolations(container);
});

test("a report of nothing says how many certified it", async () => {
  show(COVERED, { report: () => ({ ...reportWith(COVERED), nil: true, non_mandatory: 0 }) });
  const said = await screen.findByText(/Nothing was received, decided or answered in this quarter/);
  expect(said.textContent).toContain(COVERED.said);
});
