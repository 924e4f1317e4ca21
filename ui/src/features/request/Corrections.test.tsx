import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import type { CorrectionView, RequestItem, RequestView } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { determined, expectNoViolations, showPage } from "../../shared/testPage";
import { Request } from "./Request";

afterEach(cleanup);

const NOTHING: CorrectionView = { problems: [], changes: [], determination: null, notes: [], needs_approval: null };

function request(item: Partial<RequestItem> = {}): RequestView {
  const view = answerOf("request");
  const [first] = view.items;
  if (first === undefined) throw new Error("the contract's request has an item");
  return { ...view, items: [{ ...first, ledger: "disclosure", direction: null, direction_value: null, ...item }] };
}

async function choose(user: ReturnType<typeof showPage>["user"], field: RegExp, option: string) {
  await user.click(await screen.findByRole("button", { name: field }));
  await user.click(await screen.findByRole("option", { name: option }));
}

test("a request is corrected: the form has what stands there, shows what changes, and needs a reason", async () => {
  const before = request();
  const { user, asks, container } = showPage(<Request number={before.number} />, {
    request: () => before,
    consider_request_correction: ({ department }) => ({
      ...NOTHING,
      changes:
        department === before.department ? [] : [{ what: "Department", before: before.department, after: department }],
    }),
    correct_request: () => ({ ...before, department: "Fire" }),
  });
  await user.click(await screen.findByRole("button", { name: "Correct this request…" }));
  const form = within(screen.getByRole("form", { name: "Correct this request" }));
  expect(document.activeElement).toBe(form.getByRole("heading", { name: "Correct this request" }));
  const department = form.getByRole("textbox", { name: "Department it reached first" });
  expect(department).toHaveProperty("value", before.department);
  await user.clear(department);
  await user.type(department, "Fire");
  const preview = form.getByRole("status", { name: "What changes" });
  await waitFor(() => {
    expect(preview.textContent).toContain("to Fire");
  });
  await expectNoViolations(container);
  await user.click(form.getByRole("button", { name: "Record the correction" }));
  expect(asks("correct_request")).toEqual([]);
  expect(form.getByText("Say why. The reason stands in the record.")).toBeDefined();
  await choose(user, /Why it is corrected$/, "It was typed wrongly");
  await user.click(form.getByRole("button", { name: "Record the correction" }));
  await waitFor(() => {
    expect(asks("correct_request")).toMatchObject([{ why: "mistyped", department: "Fire", agency: before.agency }]);
  });
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Correct this request…" }));
  });
});

test("an item’s correction shows what the law says then, and is not recorded while a problem stands", async () => {
  const before = request({ response: "withheld", responded: "2026-11-05" });
  const { user, asks, container } = showPage(<Request number={before.number} />, {
    request: () => before,
    consider_item_correction: ({ facts, responded }) => ({
      ...NOTHING,
      problems:
        responded === "2026-11-05" ? [] : [{ item: null, field: "responded", message: "This lies in the future." }],
      changes:
        facts["instrument"] === "court_order"
          ? [{ what: "What paper came with it?", before: "No paper", after: "Court order" }]
          : [],
      determination: determined({ outcome: "mandatory", label: "Required by law" }),
      notes: ["It has to be asked again."],
    }),
  });
  await user.click(await screen.findByRole("button", { name: "Correct this item…" }));
  const form = within(screen.getByRole("form", { name: "Correct this item" }));
  await choose(user, /What paper came with it\?$/, "Court order");
  const preview = within(form.getByRole("status", { name: "What changes" }));
  expect(await preview.findByText("Required by law")).toBeDefined();
  expect(preview.getByText("It has to be asked again.")).toBeDefined();
  await expectNoViolations(container);
  await choose(user, /Why it is corrected$/, "The paper was misread");
  const day = within(form.getByRole("group", { name: "Answered" })).getByLabelText("Answered");
  await user.clear(day);
  await user.type(day, "2026-12-24");
  await form.findByText("This lies in the future.");
  await user.click(form.getByRole("button", { name: "Record the correction" }));
  expect(asks("correct_item")).toEqual([]);
});

test("what was asked is corrected, and a text that names a person is not recorded", async () => {
  const before = request({ description: "home adress of one resident" });
  const message = "“A123456789” reads as an A-number.";
  const { user, asks, container } = showPage(<Request number={before.number} />, {
    request: () => before,
    consider_item_correction: ({ description }) => ({
      ...NOTHING,
      problems: description.includes("A123456789") ? [{ item: null, field: "description", message }] : [],
      changes: [{ what: "What was asked", before: before.items[0]?.description ?? null, after: description }],
    }),
    correct_item: () => request({ description: "home address of one resident" }),
  });
  await user.click(await screen.findByRole("button", { name: "Correct this item…" }));
  const asked = screen.getByRole("textbox", { name: "What was asked" });
  expect(asked).toHaveProperty("value", "home adress of one resident");
  await choose(user, /Why it is corrected$/, "It was typed wrongly");
  await user.clear(asked);
  await user.type(asked, "home of A123456789");
  await screen.findByText(message);
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Record the correction" }));
  expect(document.activeElement).toBe(asked);
  expect(asks("correct_item")).toEqual([]);
  await user.clear(asked);
  await user.type(asked, "home address of one resident");
  await waitFor(() => {
    expect(screen.getByRole("status", { name: "What changes" }).textContent).toContain("to home address of one");
  });
  await user.click(screen.getByRole("button", { name: "Record the correction" }));
  await waitFor(() => {
    expect(asks("correct_item")).toMatchObject([{ description: "home address of one resident", why: "mistyped" }]);
  });
});

test("of a status exchange nobody is asked what was asked", async () => {
  const before = request({ ledger: "status_exchange", description: null, direction_value: "sent", direction: "Sent" });
  const { user, asks } = showPage(<Request number={before.number} />, {
    request: () => before,
    consider_item_correction: () => NOTHING,
  });
  await user.click(await screen.findByRole("button", { name: "Correct this item…" }));
  await screen.findByRole("button", { name: /Direction$/ });
  expect(screen.queryByRole("textbox", { name: "What was asked" })).toBeNull();
  await waitFor(() => {
    expect(asks("consider_item_correction")).toMatchObject([{ description: "" }]);
  });
});

test("an answer is taken back, and leaving it as it is records nothing", async () => {
  const before = request({ response: "withheld", responded: "2026-11-05" });
  const { user, asks } = showPage(<Request number={before.number} />, {
    request: () => before,
    consider_item_correction: ({ response }) => ({
      ...NOTHING,
      changes:
        response === "pending" ? [{ what: "Answer", before: "Not given, 5 Nov 2026", after: "Not answered" }] : [],
    }),
    correct_item: () => request({ response: "pending", responded: null }),
  });
  const open = await screen.findByRole("button", { name: "Correct this item…" });
  await user.click(open);
  await user.click(screen.getByRole("button", { name: "Leave it as it is" }));
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Correct this item…" }));
  });
  await user.click(screen.getByRole("button", { name: "Correct this item…" }));
  await choose(user, /What was done$/, "It was not answered after all");
  expect(screen.queryByRole("group", { name: "Answered" })).toBeNull();
  await screen.findByText("Not answered");
  await choose(user, /Why it is corrected$/, "It was typed wrongly");
  await user.click(screen.getByRole("button", { name: "Record the correction" }));
  await waitFor(() => {
    expect(asks("correct_item")).toMatchObject([{ response: "pending", responded: "", why: "mistyped" }]);
  });
});

test("what is corrected to given out asks whether it has already left", async () => {
  const before = request({ response: "withheld", responded: "2026-11-05" });
  const { user, asks } = showPage(<Request number={before.number} />, {
    request: () => before,
    consider_item_correction: ({ response, already_left }) => ({
      ...NOTHING,
      changes: response === "released" ? [{ what: "Answer", before: "Not given", after: "Given or done" }] : [],
      needs_approval: response === "released" && !already_left ? "First record that it was not answered." : null,
    }),
    correct_item: () => before,
  });
  await user.click(await screen.findByRole("button", { name: "Correct this item…" }));
  await choose(user, /What was done$/, "Given or done");
  await screen.findByText("First record that it was not answered.");
  await user.click(screen.getByRole("checkbox", { name: /already left/ }));
  await choose(user, /Why it is corrected$/, "It was typed wrongly");
  await user.click(screen.getByRole("button", { name: "Record the correction" }));
  await waitFor(() => {
    expect(asks("correct_item")).toMatchObject([{ response: "released", already_left: true }]);
  });
});
