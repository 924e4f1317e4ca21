import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { SettingsView } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { ReportingDepartments } from "./ReportingDepartments";

afterEach(cleanup);

const SETTINGS: SettingsView = answerOf("settings");

function show(departments: string[], reporting: string[], own: Parameters<typeof showPage>[1] = {}) {
  return showPage(<ReportingDepartments departments={departments} reporting={reporting} />, own);
}
const panel = () => within(screen.getByRole("region", { name: "Departments that report" }));
const boxes = () =>
  panel()
    .getAllByRole<HTMLInputElement>("checkbox")
    .map((box) => [box.labels?.[0]?.textContent, box.checked]);

test("those of the list are checked, also one that is offered no more, and the list is recorded whole", async () => {
  const reporting = ["Fire", "Police"];
  const { asks, user, container } = show(["Police", "Health"], ["Fire"], {
    set_departments_reporting: () => ({ ...SETTINGS, reporting }),
  });
  expect(boxes()).toEqual([
    ["Fire", true],
    ["Health", false],
    ["Police", false],
  ]);
  await user.click(panel().getByLabelText("Police"));
  await user.click(panel().getByRole("button", { name: "Record the list" }));
  const said = await panel().findByText("2 departments are expected to report from here on. It is in the record.");
  expect(document.activeElement).toBe(said);
  expect(asks("set_departments_reporting")).toEqual([["Fire", "Police"]]);
  await expectNoViolations(container);
});

test("the list can be ended, and that is said", async () => {
  const { asks, user } = show(["Police"], ["Police"], {
    set_departments_reporting: () => ({ ...SETTINGS, reporting: [] }),
  });
  await user.click(panel().getByLabelText("Police"));
  await user.click(panel().getByRole("button", { name: "Record the list" }));
  await panel().findByText("No department is expected to report any more. It is in the record.");
  expect(asks("set_departments_reporting")).toEqual([[]]);
});

test("a refusal is told in the program's words, and what was chosen stays", async () => {
  const message = "Your role, clerk, does not do this: Add officers, give roles, and change settings and agencies.";
  const { user } = show(["Police"], [], {
    set_departments_reporting: () => {
      throw new Refused({ code: "refused", message });
    },
  });
  await user.click(panel().getByLabelText("Police"));
  await user.click(panel().getByRole("button", { name: "Record the list" }));
  expect((await panel().findByRole("alert")).textContent).toBe(message);
  expect(boxes()).toEqual([["Police", true]]);
});

test("without a department there is nothing to choose", () => {
  show([], []);
  panel().getByText("Add the departments first.");
  expect(panel().queryByRole("form")).toBeNull();
});
