import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import released from "../../ipc/contract/review_release.json";
import type { Approval, RequestItem, RequestView, Review } from "../../ipc/generated";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Request } from "./Request";

afterEach(cleanup);

/** What the program answers of what went out at once and was reviewed, with something of its item changed. */
function request(parts: Partial<RequestItem>): RequestView {
  const view = released as unknown as RequestView;
  return { ...view, items: view.items.map((item) => ({ ...item, ...parts })) };
}

const NUMBER = released.number;
const DUE = { date: "2026-11-05", label: "Review by a second officer", how: "Day 1 is Thursday.", days: 0 };
const WAITS: Review = {
  released_by: "M. Alvarez",
  released_at: "2026-11-04T22:20",
  own: false,
  stands: true,
  due: DUE,
  found: null,
  reviewed_by: null,
  reviewed_at: null,
  reviewed_reason: null,
  reviewed_destroyed: null,
};
const NEEDED: Approval = {
  state: "needed",
  asked_by: null,
  asked_at: null,
  asked_reason: null,
  asked_destroyed: null,
  decided_by: null,
  decided_at: null,
  decided_reason: null,
  decided_destroyed: null,
  own: false,
  can_answer: [],
  answerable: null,
};
const PENDING = { response: "pending", responded: null, review: null, basis: null, what_left: null };

test("what was reviewed says who gave it out, who reviewed it, what was found and why", async () => {
  const { container } = showPage(<Request number={NUMBER} />, { request: () => request({}) });
  const section = within(await screen.findByRole("region", { name: "Released at once" }));
  expect(section.getByText(/gave it out at once, to protect life/).closest("p")?.textContent).toMatch(
    /^Practice officer gave it out/,
  );
  expect(section.getByText(/reviewed it: in order/).closest("p")?.textContent).toMatch(
    /^R\. Chen reviewed it: in order, .*: “The call was checked, and nothing else left\.”$/,
  );
  expect(section.queryByRole("button")).toBeNull();
  expect(screen.getByText("Basis: At once, to protect life")).toBeDefined();
  await expectNoViolations(container);
});

test("another officer reviews it by a day, with what was found and a reason", async () => {
  const { user, asks, container } = showPage(<Request number={NUMBER} />, {
    request: () => request({ review: WAITS }),
    review_release: () => request({}),
  });
  const section = within(await screen.findByRole("region", { name: "Released at once" }));
  expect(section.getByText(/Another officer reviews it by/).textContent).toBe(
    "Another officer reviews it by Thursday, 5 Nov 2026. Day 1 is Thursday.",
  );
  expect(screen.getByRole("tab").textContent).toContain("Waits for a review");
  await user.click(section.getByRole("button", { name: "It was not in order" }));
  expect(asks("review_release")).toEqual([]);
  await user.type(section.getByRole("textbox", { name: "What you looked at, and why" }), "nobody was in danger");
  await expectNoViolations(container);
  await user.click(section.getByRole("button", { name: "It was not in order" }));
  expect(await section.findByText(/reviewed it: in order/)).toBeDefined();
  expect(asks("review_release")).toEqual([
    { number: NUMBER, item: 1, found: "not_in_order", reason: "nobody was in danger" },
  ]);
});

test("one's own release is reviewed by another, and a late review says so", async () => {
  showPage(<Request number={NUMBER} />, {
    request: () => request({ review: { ...WAITS, own: true, due: { ...DUE, days: -2 } } }),
  });
  const section = within(await screen.findByRole("region", { name: "Released at once" }));
  expect(section.getByText(/gave it out at once/).textContent).toBe("You gave it out at once, to protect life");
  expect(section.getByText(/2 days late/)).toBeDefined();
  expect(section.queryByRole("button")).toBeNull();
});

test("a review that the program refuses says why, and what was typed stays", async () => {
  const { user } = showPage(<Request number={NUMBER} />, {
    request: () => request({ review: { ...WAITS, stands: false } }),
    review_release: () => {
      throw new Refused({ code: "refused", message: "Ask a reviewer." });
    },
  });
  expect(await screen.findByText(/The answer was corrected since/)).toBeDefined();
  await user.type(screen.getByRole("textbox", { name: "What you looked at, and why" }), "it was real");
  await user.click(screen.getByRole("button", { name: "It was in order" }));
  expect((await screen.findByRole("alert")).textContent).toBe("Ask a reviewer.");
  expect(screen.getByRole("textbox", { name: "What you looked at, and why" })).toHaveProperty("value", "it was real");
});

const givenOut = async (user: ReturnType<typeof showPage>["user"]) => {
  await user.click(await screen.findByRole("button", { name: /What was done$/ }));
  await user.click(await screen.findByRole("option", { name: "Given or done" }));
};

test("what protects a life goes out at once, and that is its basis", async () => {
  const { user, asks, container } = showPage(<Request number={NUMBER} />, {
    request: () => request({ ...PENDING, approval: NEEDED, urgent: true }),
    answer_item: () => request({ review: { ...WAITS, own: true } }),
  });
  await givenOut(user);
  expect(screen.getByText(/Or say that it goes out at once\./)).toBeDefined();
  const left = screen.getByRole("checkbox", { name: /already left/ });
  await user.click(left);
  await user.click(screen.getByRole("checkbox", { name: /goes out at once/ }));
  expect(left).toHaveProperty("checked", false);
  expect(screen.queryByRole("button", { name: /On what basis/ })).toBeNull();
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Record the answer" }));
  await waitFor(() => {
    expect(asks("answer_item")).toEqual([
      expect.objectContaining({ response: "released", basis: "life_safety", already_left: false }),
    ]);
  });
});

test("nothing else is offered to go out at once, and what is kept back goes nowhere", async () => {
  const { user } = showPage(<Request number={NUMBER} />, {
    request: () => request({ ...PENDING, approval: NEEDED, urgent: false }),
  });
  await givenOut(user);
  expect(screen.queryByRole("checkbox", { name: /goes out at once/ })).toBeNull();
});

test("for what 2(a) bars an approval says who answers for it, and a refusal names nobody", async () => {
  const asked: Approval = {
    ...NEEDED,
    state: "asked",
    asked_by: "M. Alvarez",
    can_answer: [
      { value: "1", label: "M. Alvarez", hint: null },
      { value: "2", label: "R. Chen", hint: null },
    ],
  };
  const { user, asks, container } = showPage(<Request number={NUMBER} />, {
    request: () => request({ ...PENDING, approval: asked }),
    decide_approval: () =>
      request({ ...PENDING, approval: { ...asked, state: "given", can_answer: [], answerable: "M. Alvarez" } }),
  });
  await user.type(await screen.findByRole("textbox", { name: "Why, or why not" }), "the mayor has ordered it");
  await user.click(screen.getByRole("button", { name: "Approve the release" }));
  expect(screen.getByText("Say who answers for it, or refuse the release.")).toBeDefined();
  expect(asks("decide_approval")).toEqual([]);
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: /Who answers for it/ }));
  await user.click(await screen.findByRole("option", { name: "M. Alvarez" }));
  await user.click(screen.getByRole("button", { name: "Approve the release" }));
  expect((await screen.findByText(/answers for giving it out/)).textContent).toBe(
    "2(a) bars it. M. Alvarez answers for giving it out all the same.",
  );
  expect(asks("decide_approval")).toEqual([
    { number: NUMBER, item: 1, approve: true, answerable: 1, reason: "the mayor has ordered it" },
  ]);
});
