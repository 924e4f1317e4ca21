import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { ComparisonView, QuarterChoice } from "../../ipc/generated";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { CompareQuarters } from "./CompareQuarters";

afterEach(cleanup);

const quarter = (calendar: string, fiscal: string, complete: boolean): QuarterChoice => ({
  quarter: { id: calendar, calendar, fiscal, begins: "2026-07-01", ends: "2026-09-30" },
  complete,
});
const OPEN = quarter("2026-Q4", "FY2027-Q2", false);
const OVER = quarter("2026-Q3", "FY2027-Q1", true);

const VIEW: ComparisonView = {
  earlier: OVER,
  later: OPEN,
  figures: [
    { figure: "requests_received", label: "Requests received", earlier: 1152, later: 9, difference: "−1143" },
    { figure: "items_withheld", label: "Items withheld", earlier: 2, later: 5, difference: "+3" },
  ],
  restated: [
    { quarter: OVER.quarter, issued_as_of: "2026-10-13T16:00:00Z", label: "Requests received", was: 1151, now: 1152 },
  ],
};

function show(view: ComparisonView | Refused, quarters = [OPEN, OVER]) {
  return showPage(<CompareQuarters shown={OVER} quarters={quarters} />, {
    compare_quarters: () => (view instanceof Refused ? Promise.reject(view) : view),
  });
}

test("another quarter is chosen, never the one that is shown, and the figures of both stand side by side", async () => {
  const { asks, container, user } = show(VIEW);
  expect(screen.queryByRole("table")).toBeNull();
  await user.click(screen.getByRole("button", { name: /Compare with/ }));
  const options = screen.getAllByRole("option").map(({ textContent }) => textContent);
  expect(options).toHaveLength(2);
  expect(options.join()).not.toContain("2026-Q3");
  await user.click(screen.getByRole("option", { name: /FY2027-Q2 \(2026-Q4\)/ }));
  const table = within(await screen.findByRole("table", { name: "Key figures of two quarters" }));
  expect(table.getAllByRole("row").map(({ textContent }) => textContent)).toEqual([
    "FigureFY2027-Q1 (2026-Q3)FY2027-Q2 (2026-Q4) so farDifference",
    "Requests received1,1529−1143",
    "Items withheld25+3",
  ]);
  expect(asks("compare_quarters")).toEqual([{ quarter: "2026-Q3", with: "2026-Q4" }]);
  await expectNoViolations(container);
});

test("what was restated is told with its quarter and both numbers; where nothing was, that is said", async () => {
  const choose = async (user: ReturnType<typeof show>["user"]) => {
    await user.click(screen.getByRole("button", { name: /Compare with/ }));
    await user.click(screen.getByRole("option", { name: /2026-Q4/ }));
  };
  await choose(show(VIEW).user);
  const restated = within(await screen.findByRole("table", { name: "Restated since the last report of the quarter" }));
  const [, row] = restated.getAllByRole("row");
  expect(row?.textContent).toMatch(/^Requests receivedFY2027-Q1 \(2026-Q3\)the record of .*1,1511,152$/);
  cleanup();
  await choose(show({ ...VIEW, restated: [] }).user);
  expect(await screen.findByText(/No figure of either quarter has been restated/)).toBeDefined();
});

test("a refusal is said in its words, and with one quarter there is nothing to compare", async () => {
  const { user } = show(new Refused({ code: "other", message: "The disk cannot be read." }));
  await user.click(screen.getByRole("button", { name: /Compare with/ }));
  await user.click(screen.getByRole("option", { name: /2026-Q4/ }));
  expect((await screen.findByRole("alert")).textContent).toBe("The disk cannot be read.");
  cleanup();
  const { container } = show(VIEW, [OVER]);
  expect(container.textContent).toBe("");
});
