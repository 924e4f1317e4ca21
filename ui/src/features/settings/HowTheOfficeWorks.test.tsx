import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { Refused } from "../../ipc/call";
import type { SettingChange, SettingsView } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { RenewContext } from "../../shared/answers";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Settings } from "./Settings";

afterEach(cleanup);

const SETTINGS: SettingsView = {
  ...answerOf("settings"),
  departments: ["City Clerk", "Police Records"],
  closed_days: [{ date: "2026-11-24", why: "Snow" }],
  quarters: "fiscal",
  idle_minutes: 10,
};

/** What the settings are after a change, as the program keeps them. */
function changed(change: SettingChange): SettingsView {
  switch (change.change) {
    case "add_department":
      return { ...SETTINGS, departments: [...SETTINGS.departments, change.name].sort() };
    case "remove_department":
      return { ...SETTINGS, departments: SETTINGS.departments.filter((name) => name !== change.name) };
    case "add_closed_day":
      return { ...SETTINGS, closed_days: [...SETTINGS.closed_days, change.day] };
    case "remove_closed_day":
      return { ...SETTINGS, closed_days: [] };
    case "show_quarters":
      return { ...SETTINGS, quarters: change.first };
    case "lock_after":
      return { ...SETTINGS, idle_minutes: change.minutes };
    case "keep_for":
      return { ...SETTINGS, retention_series: change.series, retention_years: change.years };
  }
}

function show(own: Parameters<typeof showPage>[1] = {}) {
  const renew = vi.fn();
  const page = showPage(
    <RenewContext value={renew}>
      <Settings />
    </RenewContext>,
    { settings: () => SETTINGS, change_setting: changed, ...own },
  );
  return { ...page, renew };
}
const panel = async (name: string) => within(await screen.findByRole("region", { name }));

test("a department is added and taken off, the focus goes back to the field, and it is told", async () => {
  const { user, asks, renew, container } = show();
  const departments = await panel("Departments");
  const field = departments.getByRole("textbox", { name: "Another department" });
  await user.type(field, " Water Works {Enter}");
  await departments.findByText("Water Works is offered while logging now.");
  expect(field).toHaveProperty("value", "");
  expect(document.activeElement).toBe(field);
  expect(renew).toHaveBeenCalledTimes(1);
  await user.click(departments.getByRole("button", { name: "Take off City Clerk" }));
  await departments.findByText("City Clerk is offered no more.");
  expect(document.activeElement).toBe(field);
  expect(asks("change_setting")).toEqual([
    { change: "add_department", name: "Water Works" },
    { change: "remove_department", name: "City Clerk" },
  ]);
  await expectNoViolations(container);
});

test("a closed day takes a date and a reason; dates that run follow it, and that is told", async () => {
  const { user, asks } = show();
  const days = await panel("Days the office is closed");
  expect(days.getByRole("list").textContent).toContain("Tuesday, 24 Nov 2026 Snow");
  await user.click(days.getByRole("button", { name: "Add the day" }));
  days.getByText("Give the day.");
  expect(document.activeElement).toBe(days.getByLabelText("Day"));
  await user.type(days.getByLabelText("Day"), "2026-12-07");
  await user.click(days.getByRole("button", { name: "Add the day" }));
  expect(document.activeElement).toBe(days.getByRole("textbox", { name: "Why" }));
  expect(asks("change_setting")).toEqual([]);
  await user.keyboard("Burst pipe{Enter}");
  await days.findByText(/Monday, 7 Dec 2026 does not count as a business day now/);
  expect(document.activeElement).toBe(days.getByLabelText("Day"));
  await user.click(days.getByRole("button", { name: "Take off Tuesday, 24 Nov 2026" }));
  await days.findByText(/Tuesday, 24 Nov 2026 counts again/);
  expect(asks("change_setting")).toEqual([
    { change: "add_closed_day", day: { date: "2026-12-07", why: "Burst pipe" } },
    { change: "remove_closed_day", date: "2026-11-24" },
  ]);
});

test("a refusal is told where it was asked, and what was typed stays", async () => {
  const { user } = show({
    change_setting: () =>
      Promise.reject(new Refused({ code: "refused", message: "This day is at a weekend. Nothing was changed." })),
  });
  const days = await panel("Days the office is closed");
  await user.type(days.getByLabelText("Day"), "2026-11-28");
  await user.type(days.getByRole("textbox", { name: "Why" }), "Snow{Enter}");
  expect((await days.findByRole("alert")).textContent).toBe("This day is at a weekend. Nothing was changed.");
  expect(days.getByLabelText("Day")).toHaveProperty("value", "2026-11-28");
});

test("the first label of a quarter is chosen, and the time until the desk locks itself is set", async () => {
  const { user, asks, container } = show();
  const how = await panel("How this desk works");
  await user.click(how.getByRole("radio", { name: /The calendar year/ }));
  await how.findByText("Every page names quarters this way now.");
  await waitFor(() => {
    expect(how.getByRole("radio", { name: /The calendar year/ })).toHaveProperty("checked", true);
  });
  const minutes = how.getByRole("textbox", { name: /Minutes without a touch/ });
  for (const wrong of ["0", "61", "ten", "5.5"]) {
    await user.clear(minutes);
    await user.type(minutes, `${wrong}{Enter}`);
    how.getByText("Give a number of minutes from 1 to 60.");
    expect(document.activeElement).toBe(minutes);
  }
  await expectNoViolations(container);
  await user.clear(minutes);
  await user.type(minutes, "60{Enter}");
  await how.findByText("The desk locks itself after 60 minutes without a touch now.");
  expect(asks("change_setting")).toEqual([
    { change: "show_quarters", first: "calendar" },
    { change: "lock_after", minutes: 60 },
  ]);
});

test("after a change, what other pages were told is asked again", async () => {
  const { user, memory } = show();
  memory.setQueryData(["today"], answerOf("today"));
  const departments = await panel("Departments");
  await user.type(departments.getByRole("textbox", { name: "Another department" }), "Water Works{Enter}");
  await departments.findByText("Water Works is offered while logging now.");
  await waitFor(() => {
    expect(memory.getQueryState(["today"])?.isInvalidated).toBe(true);
  });
});

test("the program says what it is, with its versions", async () => {
  show({ about: () => ({ ...answerOf("about"), rules: "rules-1", library: "SQLCipher 4" }) });
  const about = await panel("About");
  await about.findByText("rules-1");
  about.getByText("SQLCipher 4");
  about.getByText(/It is not legal advice/);
});

test("the licences are shown on demand, can be searched, and bring their notices", async () => {
  const { user, container } = show();
  const licences = await panel("Licences");
  await user.click(licences.getByRole("button", { name: "Show the licences" }));
  const search = await licences.findByRole("textbox", { name: /Search/ });
  expect(document.activeElement).toBe(search);
  await user.type(search, "sqlcipher");
  await licences.findByText(/part.* of \d+/);
  await user.click(licences.getByText("sqlcipher-src"));
  await licences.findByText(/Redistributions in binary form must reproduce/);
  await expectNoViolations(container);
  await user.clear(search);
  await user.type(search, "no such library");
  licences.getByText(/^0 parts of/);
});
