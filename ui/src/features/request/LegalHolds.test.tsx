import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { Gone, LegalHoldView, RequestView } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Request } from "./Request";

afterEach(cleanup);

const NOT_HELD: RequestView = { ...answerOf("request"), legal_holds: [] };
const STANDS: LegalHoldView = {
  hold: 1,
  reference: "26-cv-30017",
  placed: { by: "R. Chen", at: "2026-11-05T10:00", reason: "A suit is expected.", reason_destroyed: null },
  lifted: null,
};
const LIFTED: LegalHoldView = {
  ...STANDS,
  lifted: { by: "R. Chen", at: "2026-12-05T10:00", reason: "The suit is settled.", reason_destroyed: null },
};
const HELD: RequestView = { ...NOT_HELD, legal_holds: [STANDS] };
const GONE: Gone = { on: "2034-06-02", approval: "RMU-2034-118" };

function show(request: RequestView, own: Parameters<typeof showPage>[1] = {}) {
  return showPage(<Request number={request.number} />, { request: () => request, ...own });
}
const panel = async () => within(await screen.findByRole("region", { name: "Legal hold" }));
const button = (name: string) => screen.findByRole("button", { name });

test("a legal hold is placed with a reason and a number, and the page says that nothing may be destroyed", async () => {
  const { user, asks, container } = show(NOT_HELD, { place_hold: () => HELD });
  (await panel()).getByText("No legal hold stands on this request.");
  await user.click(await button("Place a legal hold…"));
  await user.click(await button("Place the legal hold"));
  screen.getByText("Say why it is placed.");
  expect(asks("place_hold")).toEqual([]);
  await user.type(screen.getByLabelText("Number of the case or the letter"), " 26-cv-30017 ");
  await user.type(screen.getByLabelText("Why it is placed"), "A suit is expected.");
  await user.click(await button("Place the legal hold"));
  const said = await screen.findByText("This request is on legal hold. Nothing of it may be destroyed.");
  expect(document.activeElement).toBe(said);
  screen.getByText(/· on legal hold/);
  const hold = within(screen.getByRole("region", { name: "Legal hold 1" }));
  hold.getByText("A suit is expected.");
  hold.getByText("26-cv-30017");
  expect(asks("place_hold")).toEqual([
    { number: NOT_HELD.number, reference: "26-cv-30017", reason: "A suit is expected." },
  ]);
  await expectNoViolations(container);
});

test("a hold is lifted with a reason, another that stands goes on, and a second can be placed", async () => {
  const second: LegalHoldView = { ...STANDS, hold: 2, reference: null };
  const { user, asks, container } = show(
    { ...HELD, legal_holds: [STANDS, second] },
    {
      lift_hold: () => ({ ...HELD, legal_holds: [LIFTED, second] }),
    },
  );
  await user.click(await button("Lift legal hold 1…"));
  await user.type(screen.getByLabelText("Why it is lifted"), "The suit is settled.");
  await user.click(await button("Lift the legal hold"));
  await screen.findByText("The suit is settled.");
  screen.getByText("This request is on legal hold. Nothing of it may be destroyed.");
  expect(screen.queryByRole("button", { name: "Lift legal hold 1…" })).toBeNull();
  await button("Lift legal hold 2…");
  await button("Place a legal hold…");
  expect(asks("lift_hold")).toEqual([{ number: HELD.number, hold: 1, reason: "The suit is settled." }]);
  await expectNoViolations(container);
});

test("a refusal is told in the program's words, and what was typed stays", async () => {
  const message = "Your role, clerk, does not do this: Lift a legal hold. Ask a reviewer. Nothing was changed.";
  const { user } = show(HELD, {
    lift_hold: () => {
      throw new Refused({ code: "refused", message });
    },
  });
  await user.click(await button("Lift legal hold 1…"));
  await user.type(screen.getByLabelText("Why it is lifted"), "settled");
  await user.click(await button("Lift the legal hold"));
  expect((await screen.findByRole("alert")).textContent).toBe(message);
  expect(screen.getByLabelText("Why it is lifted")).toHaveProperty("value", "settled");
});

test("what was destroyed stands there as that, with day and number, and never as nothing", async () => {
  const shown = answerOf("place_hold");
  const gone: RequestView = {
    ...shown,
    items: shown.items.map((item) => ({
      ...item,
      response: "released",
      responded: "2026-11-05",
      description: null,
      description_destroyed: GONE,
      what_left: null,
      what_left_destroyed: GONE,
      approval: null,
      waits: item.waits.map((wait) => ({ ...wait, reason: null, reason_destroyed: GONE })),
    })),
    legal_holds: [{ ...LIFTED, placed: { ...LIFTED.placed, reason: null, reason_destroyed: GONE } }],
    attachments: [],
    destroyed_scans: [{ attachment: 1, what: "The paper that came with it", destroyed: GONE }],
    timeline: shown.timeline.map((line) => ({ ...line, said: null, destroyed: line.said === null ? null : GONE })),
  };
  const { container } = show(gone);
  const told = await screen.findAllByText(/^Destroyed on 2 Jun 2034 under approval/);
  // The item in the list and on its sheet, what left, why it was held, the scan, and a line of the timeline at least.
  expect(told.length).toBeGreaterThanOrEqual(6);
  for (const each of told) expect(each.textContent).toBe("Destroyed on 2 Jun 2034 under approval RMU-2034-118");
  within(screen.getByRole("list", { name: "Destroyed scans" })).getByText(/Destroyed on/);
  expect(screen.getByText(/What left, and to whom/).textContent).toContain("Destroyed on 2 Jun 2034");
  await expectNoViolations(container);
});
