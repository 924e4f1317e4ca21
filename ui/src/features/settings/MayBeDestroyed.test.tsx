import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { KeepingView } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { HowLongKept } from "./HowLongKept";
import { MayBeDestroyed } from "./MayBeDestroyed";

afterEach(cleanup);

const SOME = answerOf("keeping");
const NONE: KeepingView = { ...SOME, due: [], kept: [] };

function show(keeping: KeepingView, own: Parameters<typeof showPage>[1] = {}) {
  return showPage(
    <main>
      <MayBeDestroyed />
    </main>,
    { keeping: () => keeping, ...own },
  );
}
const act = () => screen.findByRole("button", { name: /^Destroy the particulars of/ });
const approval = () => screen.getByLabelText("Approval number of the Supervisor of Records");
const word = () => screen.getByLabelText("To confirm, type this word");

test("where nothing is due it says so, offers nothing, and says what backups still hold", async () => {
  const { container } = show(NONE);
  await screen.findByText(/kept for 7 full years after its last entry.*No request may be destroyed today/);
  expect(screen.queryByRole("button")).toBeNull();
  screen.getByText(/Automatic copies and backups from before hold what is destroyed here/);
  await expectNoViolations(container);
});

test("what is due is listed with its days, and what is kept with the reason", async () => {
  const { user, container } = show({
    ...SOME,
    series: "Requests for records",
    more: 3,
    kept: [{ number: "P-109", why: "On legal hold" }],
  });
  const table = within(await screen.findByRole("table"));
  expect(table.getAllByRole("row")).toHaveLength(1 + SOME.due.length);
  const first = within(table.getByRole("row", { name: /P-001/ }));
  first.getByText("6 Nov 2033");
  first.getByText("1 text or scan");
  screen.getByText("Requests for records");
  screen.getByText("3 more requests will be listed after these.");
  await user.click(screen.getByText("Kept all the same: 1 request"));
  expect(within(screen.getByRole("list", { name: "Kept all the same" })).getByRole("listitem").textContent).toBe(
    "P-109 On legal hold",
  );
  await expectNoViolations(container);
});

test("nothing is destroyed before something is chosen, the number is there and the word is typed", async () => {
  const { user, asks, container } = show(SOME, { destroy_particulars: () => answerOf("destroy_particulars") });
  await user.click(await act());
  screen.getByText("Choose what shall be destroyed.");
  screen.getByText("Give the approval number.");
  screen.getByText("Type destroy.");
  expect(document.activeElement).toBe(screen.getByRole("checkbox", { name: "All listed" }));
  await user.click(screen.getByRole("checkbox", { name: "P-001" }));
  await user.click(screen.getByRole("checkbox", { name: "P-002" }));
  await user.click(await act());
  expect(document.activeElement).toBe(approval());
  await user.type(approval(), " RMU-2034-118 ");
  await user.type(word(), "yes");
  await user.click(await act());
  expect(document.activeElement).toBe(word());
  expect(asks("destroy_particulars")).toEqual([]);
  await expectNoViolations(container);
  await user.clear(word());
  await user.type(word(), "Destroy");
  expect((await act()).textContent).toBe("Destroy the particulars of 2 requests");
  await user.click(await act());
  const told = await screen.findByText("Destroyed: 2 texts and scans of 2 requests. It is in the record.");
  expect(document.activeElement).toBe(told);
  expect(asks("destroy_particulars")).toEqual([
    { numbers: ["P-001", "P-002"], approval: "RMU-2034-118", word: "Destroy" },
  ]);
  expect(screen.queryByRole("checkbox", { name: "P-001" })).toBeNull();
  expect(approval()).toHaveProperty("value", "");
  await expectNoViolations(container);
});

test("all that is listed is chosen at once, and a refusal leaves the choice as it was", async () => {
  const message = "Nothing was recorded.\n  request P-002 cannot be destroyed. On legal hold";
  const { user, asks } = show(SOME, {
    destroy_particulars: () => {
      throw new Refused({ code: "refused", message });
    },
  });
  await user.click(await screen.findByRole("checkbox", { name: "All listed" }));
  await user.type(approval(), "RMU-1");
  await user.type(word(), "destroy");
  await user.click(await act());
  expect((await screen.findByRole("alert")).textContent).toContain("P-002 cannot be destroyed");
  expect(asks("destroy_particulars")).toHaveLength(1);
  expect(screen.getByRole("checkbox", { name: "P-002" })).toHaveProperty("checked", true);
  await user.click(screen.getByRole("checkbox", { name: "All listed" }));
  expect((await act()).textContent).toBe("Destroy the particulars of 0 requests");
});

test("remains that could still be in the file are told, with what to do", async () => {
  show({ ...NONE, remains: true });
  await screen.findByText(/Lock the desk and unlock it again/);
});

test("the years and the series are set, and what is no number of years is not", async () => {
  const settings = answerOf("settings");
  const { user, asks, container } = showPage(<HowLongKept settings={settings} />, {
    change_setting: () => ({ ...settings, retention_series: "Requests", retention_years: 10 }),
  });
  const years = screen.getByLabelText("Full years after the last entry");
  await user.clear(years);
  await user.type(years, "0{Enter}");
  screen.getByText("Give a number of years from 1 to 100.");
  expect(asks("change_setting")).toEqual([]);
  await user.clear(years);
  await user.type(years, "10");
  await user.type(screen.getByLabelText("Series of the schedule"), " Requests {Enter}");
  await screen.findByText("Particulars are kept for 10 full years after the last entry now.");
  expect(asks("change_setting")).toEqual([{ change: "keep_for", series: "Requests", years: 10 }]);
  await expectNoViolations(container);
});
