import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { RequestView, Session } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, SESSION, showPage } from "../../shared/testPage";
import { Request } from "./Request";

afterEach(cleanup);

const SEALED = answerOf("seal_request");
const LIFTED = answerOf("lift_seal");
const OPEN: RequestView = { ...SEALED, seals: [], sealed_until: null };
const SOLICITOR: Session = { ...SESSION, role: "Solicitor", duties: ["find", "seal", "see_sealed"] };

function show(request: RequestView, own: Parameters<typeof showPage>[1] = {}, session: Session = SOLICITOR) {
  return showPage(<Request number={request.number} />, { request: () => request, ...own }, { session });
}
const panel = async () => within(await screen.findByRole("region", { name: "Order of secrecy" }));
const button = (name: string) => screen.findByRole("button", { name });

test("a solicitor seals a request: nothing is sent before kind, day and reason are there", async () => {
  const { user, asks, container } = show(OPEN, { seal_request: () => SEALED });
  (await panel()).getByText("This request is not sealed.");
  await user.click(await button("Seal it…"));
  await user.click(await button("Seal the request"));
  screen.getByText("Say which order it is.");
  await user.type(screen.getByLabelText("Which order it is, and when it came"), "The order of 2 November.");
  await user.click(await button("Seal the request"));
  screen.getByText("Choose the kind of order.");
  screen.getByText("Give the day that the order names.");
  expect(asks("seal_request")).toEqual([]);
  await expectNoViolations(container);
  await user.type(screen.getByLabelText("The first day on which it is no longer sealed"), "2027-01-31");
  await user.click(screen.getByRole("button", { name: /Kind of order/ }));
  await user.click(await screen.findByRole("option", { name: "A court’s order not to disclose" }));
  await user.click(screen.getByRole("checkbox", { name: /The order allows that it is counted/ }));
  await user.click(await button("Seal the request"));
  const said = await screen.findByText(/^This request is sealed until 31 Jan 2027\./);
  expect(document.activeElement).toBe(said);
  expect(asks("seal_request")).toEqual([
    {
      number: OPEN.number,
      until: "2027-01-31",
      counted: true,
      under: "court_order",
      reason: "The order of 2 November.",
    },
  ]);
  screen.getByText(/· sealed until 31 Jan 2027/);
  const seal = within(screen.getByRole("region", { name: "Seal until 31 Jan 2027" }));
  seal.getByText(/A court’s order not to disclose\. It may be counted in reports\./);
  await expectNoViolations(container);
});

test("a seal is lifted with a reason, and given anew for longer", async () => {
  const { user, asks, container } = show(SEALED, { lift_seal: () => LIFTED });
  await button("Seal it for longer…");
  await user.click(await button("Lift the seal…"));
  await user.type(screen.getByLabelText("Why it is lifted"), "The court lifted the order.");
  await user.click(await button("Lift the seal"));
  await screen.findByText("This request is not sealed.");
  expect(asks("lift_seal")).toEqual([{ number: SEALED.number, reason: "The court lifted the order." }]);
  (await panel()).getByText(LIFTED.seals[0]?.lifted?.reason ?? "");
  expect(screen.queryByRole("button", { name: "Lift the seal…" })).toBeNull();
  await button("Seal it…");
  await expectNoViolations(container);
});

test("an auditor reads that it is sealed and changes nothing; others see no such panel where nothing was sealed", async () => {
  const { container } = show(SEALED, {}, { ...SESSION, role: "Auditor", duties: ["see_sealed"] });
  (await panel()).getByText(/each opening of it is noted/);
  expect(screen.queryByRole("button", { name: /[Ss]eal/ })).toBeNull();
  await expectNoViolations(container);
  cleanup();
  show(OPEN, {}, SESSION);
  await screen.findByRole("region", { name: "Legal hold" });
  expect(screen.queryByRole("region", { name: "Order of secrecy" })).toBeNull();
});

test("who may not see it reads that it is sealed, in the program's words", async () => {
  const message = "This entry is sealed until 31 January 2027. Nothing was shown or changed.";
  show(OPEN, {
    request: () => {
      throw new Refused({ code: "refused", message });
    },
  });
  expect((await screen.findByRole("alert")).textContent).toBe(message);
});
