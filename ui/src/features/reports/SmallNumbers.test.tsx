import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { SmallNumbers as Numbers, SmallTable } from "../../ipc/generated";
import { expectNoViolations, SESSION, showPage } from "../../shared/testPage";
import { SmallNumbers } from "./SmallNumbers";

afterEach(cleanup);

const QUARTER = {
  id: "2026-Q3",
  calendar: "2026-Q3",
  fiscal: "FY2027-Q1",
  begins: "2026-07-01",
  ends: "2026-09-30",
};
const HOSTILE = "<img src=x onerror=alert(1)> \u202E=1+1";

const MERGED: SmallTable = {
  table: "received_by_department",
  title: "By department",
  state: "merged",
  hidden: [
    { label: "Health", count: 2 },
    { label: HOSTILE, count: 1 },
  ],
  with: null,
  through: null,
  asked_by: null,
  asked_at: null,
  asked_reason: null,
  own: false,
  decided_by: null,
  decided_at: null,
  decided_reason: null,
};
const ASKED: SmallTable = {
  ...MERGED,
  state: "asked",
  asked_by: "R. Chen",
  asked_at: "2026-10-12T14:05",
  asked_reason: "The council asks for it.",
};

function numbers(...tables: SmallTable[]): Numbers {
  return { quarter: QUARTER, over: true, as_of: "2026-10-13T16:00:00Z", issued: false, tables };
}

function show(answer: Numbers, duties: typeof SESSION.duties, own: Parameters<typeof showPage>[1] = {}) {
  return showPage(
    <main>
      <h1>Report</h1>
      <SmallNumbers quarter={QUARTER} />
    </main>,
    { small_numbers: () => answer, ...own },
    { session: { ...SESSION, duties } },
  );
}

test("shows what each table merges, warns, and asks with a reason", async () => {
  const asked = numbers({ ...ASKED, own: true, asked_by: "M. Alvarez" });
  let known = numbers(MERGED);
  const { asks, container, user } = show(known, ["ask_unmerging"], {
    small_numbers: () => known,
    ask_unmerging: () => (known = asked),
  });
  await user.click(await screen.findByText("By department"));
  const part = screen.getByRole("region", { name: "By department" });
  expect(within(part).getByRole("row", { name: "Health 2" })).toBeInstanceOf(HTMLElement);
  expect(within(part).getByText(HOSTILE)).toBeInstanceOf(HTMLElement);
  expect(part.textContent).toContain("What is published cannot be taken back.");
  expect(part.textContent).toContain("may point at a person");
  await user.click(within(part).getByRole("button", { name: "Ask a second officer" }));
  expect(asks("ask_unmerging"), "not without a reason").toEqual([]);
  await user.type(within(part).getByRole("textbox"), "The council asks for it.");
  await user.click(within(part).getByRole("button", { name: "Ask a second officer" }));
  expect(asks("ask_unmerging")).toEqual([
    { quarter: "2026-Q3", table: "received_by_department", reason: "The council asks for it." },
  ]);
  expect(await within(part).findByText(/Another officer opens the desk and decides here/u)).toBeInstanceOf(HTMLElement);
  expect(within(part).queryByRole("button"), "nobody decides on their own asking").toBeNull();
  await expectNoViolations(container);
});

test.each([
  ["Give it exactly", true],
  ["Keep it merged", false],
])("another officer says: %s", async (name, approve) => {
  const { asks, container, user } = show(numbers(ASKED), ["decide_unmerging"], {
    decide_unmerging: () => numbers({ ...ASKED, state: approve ? "exact" : "refused", decided_by: "M. Alvarez" }),
  });
  const part = await screen.findByRole("region", { name: "By department" });
  expect(part.textContent).toContain("R. Chen asked for it, 12 Oct 2026, 14:05: “The council asks for it.”");
  expect(part.textContent).toContain("What is published cannot be taken back.");
  await user.type(within(part).getByRole("textbox", { name: "Why, or why not" }), "It points at nobody.");
  await user.click(within(part).getByRole("button", { name }));
  expect(asks("decide_unmerging")).toEqual([
    { quarter: "2026-Q3", table: "received_by_department", approve, reason: "It points at nobody." },
  ]);
  await expectNoViolations(container);
});

test("who may do neither reads it and finds no button", async () => {
  const { user } = show(numbers(MERGED, { ...ASKED, table: "received_by_channel", title: "By channel" }), ["log"]);
  await user.click(await screen.findByText("By department"));
  expect(screen.queryByRole("button")).toBeNull();
  expect(screen.getByRole("region", { name: "By channel" }).textContent).toContain("R. Chen asked for it");
});

test("says which tables go with it, before it is asked", async () => {
  const reasons = { ...MERGED, table: "released_by_reason", title: "Why it was released" };
  const kinds = { ...MERGED, table: "released_by_kind", title: "What was released", with: reasons.title };
  const { user } = show(numbers(kinds, reasons), ["ask_unmerging"]);
  await user.click(await screen.findByText("What was released"));
  expect(screen.getByRole("region", { name: "What was released" }).textContent).toContain(
    "“Why it was released” would be given exactly with it",
  );
});

test("what is asked with another table is decided there", async () => {
  const through = {
    ...ASKED,
    table: "released_by_reason",
    title: "Why it was released",
    through: "What was released",
  };
  show(numbers(through), ["decide_unmerging"]);
  const part = await screen.findByRole("region", { name: "Why it was released" });
  expect(part.textContent).toContain("It would be given exactly with “What was released”, which is asked for.");
  expect(within(part).queryByRole("button")).toBeNull();
});

test("a refusal stands where it was tried", async () => {
  const { user } = show(numbers(MERGED), ["ask_unmerging"], {
    ask_unmerging: () => {
      throw new Refused({ code: "refused", message: "Nothing was recorded. The reason shows a number." });
    },
  });
  await user.click(await screen.findByText("By department"));
  await user.type(screen.getByRole("textbox"), "A 123");
  await user.click(screen.getByRole("button", { name: "Ask a second officer" }));
  expect((await screen.findByRole("alert")).textContent).toContain("Nothing was recorded. The reason shows a number.");
});

test.each([
  [{ ...numbers(), over: false, as_of: null }, "The quarter is not over"],
  [numbers(), "No table of this quarter has a small number"],
])("says why there is nothing to decide: %#", async (answer, words) => {
  show(answer, ["ask_unmerging"]);
  expect(await screen.findByText(new RegExp(words, "u"))).toBeInstanceOf(HTMLElement);
});
