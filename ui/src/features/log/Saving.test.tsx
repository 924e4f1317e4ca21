import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { RequestDraft } from "../../ipc/generated";
import { add, answer, consider, expectNoViolations, KEPT, openPage, rows, who } from "./testDesk";

afterEach(cleanup);

test("the draft that was left is there again, and can be thrown away", async () => {
  const { user, asks, container } = openPage({ kept_draft: () => KEPT });
  expect(await screen.findByText("This is the draft you left.")).toBeDefined();
  expect(await who()).toHaveProperty("value", KEPT.agency);
  await waitFor(() => {
    expect(rows()).toHaveLength(2);
    expect(within(answer()).getByText("2(a) bars it")).toBeDefined();
  });
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Throw it away" }));
  expect(await who()).toHaveProperty("value", "");
  expect(screen.queryByText("This is the draft you left.")).toBeNull();
  expect(asks("drop_draft")).toHaveLength(1);
  expect(document.activeElement).toBe(await who());
});

test("a draft is kept a moment after a change, and at once when the page is left", async () => {
  const { user, asks, unmount } = openPage();
  await user.type(await who(), "Acme");
  expect(asks("keep_draft")).toEqual([]);
  await waitFor(
    () => {
      expect(asks<RequestDraft>("keep_draft").at(-1)).toMatchObject({ agency: "Acme" });
    },
    { timeout: 2_000 },
  );
  await user.type(await who(), " Two");
  unmount();
  expect(asks<RequestDraft>("keep_draft").at(-1)).toMatchObject({ agency: "Acme Two" });
});

test("save and next says the number, clears the page and begins again", async () => {
  const { user, went, asks } = openPage({ kept_draft: () => KEPT });
  await who();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("2026-0153 is logged.")).toBeDefined();
  expect(await who()).toHaveProperty("value", "");
  expect(screen.queryByRole("listbox", { name: "What is asked" })).toBeNull();
  expect(document.activeElement).toBe(await who());
  expect(asks("drop_draft")).toHaveLength(1);
  expect(went).toEqual([]);
});

test("a save with problems records nothing, keeps everything and goes to the first field", async () => {
  const { user, asks, container } = openPage({
    kept_draft: () => ({ ...KEPT, agency: "" }),
    consider: (draft) => ({
      ...consider(draft),
      problems: [
        { item: null, field: "agency", message: "Name the agency." },
        { item: 1, field: "responded", message: "Give the day." },
      ],
    }),
  });
  await who();
  await waitFor(() => {
    expect(rows()).toHaveLength(2);
  });
  expect(screen.queryByText("Name the agency.")).toBeNull();
  await user.click(screen.getByRole("combobox", { name: /Department/ }));
  await user.keyboard("{Control>}s{/Control}");
  expect(await screen.findByText("Name the agency.")).toBeDefined();
  await waitFor(async () => {
    expect(document.activeElement).toBe(await who());
  });
  expect(asks("log_request")).toEqual([]);
  expect(rows()).toHaveLength(2);
  expect(rows()[1]?.textContent).toContain("To put right");
  expect(screen.getByRole("combobox", { name: /Department/ })).toHaveProperty("value", "Police");
  await expectNoViolations(container);
});

test("a refusal of the save itself is told, and what was written stays", async () => {
  const { user, went } = openPage({
    kept_draft: () => KEPT,
    log_request: () => Promise.reject(new Refused({ code: "store", message: "The disk is full." })),
  });
  await who();
  await user.keyboard("{Control>}s{/Control}");
  expect((await screen.findByRole("alert")).textContent).toBe("The disk is full.");
  expect(await who()).toHaveProperty("value", KEPT.agency);
  expect(went).toEqual([]);
});

test("words that are not on the list yet are not lost by saving", async () => {
  const { user, asks } = openPage({ kept_draft: () => KEPT });
  await who();
  await user.click(add());
  await user.keyboard("garage permit{Control>}s{/Control}");
  expect(await screen.findByText(/This is not on the list yet/)).toBeDefined();
  expect(asks("log_request")).toEqual([]);
});
