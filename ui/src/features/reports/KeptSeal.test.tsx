import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { KeptSeal } from "./KeptSeal";

afterEach(cleanup);

const SEAL = answerOf("verify_record").seals[0]?.seal ?? "";

test("a seal that was kept is typed, and the record is told to contain its past", async () => {
  const { asks, container, user } = showPage(<KeptSeal />, {});
  await user.type(screen.getByLabelText("A seal that was kept"), SEAL);
  await user.click(screen.getByRole("button", { name: "Verify the seal" }));
  const found = await screen.findByRole("region", { name: "The seal you typed" });
  expect(asks("verify_seal")).toEqual([SEAL]);
  expect(within(found).getByText(/still contains exactly the past/)).toBeDefined();
  expect(within(found).getAllByText(/^Holds:/)).toHaveLength(2);
  await expectNoViolations(container);
});

test("a seal that does not fit says so", async () => {
  const { user } = showPage(<KeptSeal />, {
    verify_seal: () => ({
      ...answerOf("verify_seal"),
      verdict: "does_not_fit",
      said: "This record does not contain the past that was sealed then.",
      findings: [{ holds: false, what: "The seal counts 900 entries of disclosures; the log here has 812" }],
    }),
  });
  await user.type(screen.getByLabelText("A seal that was kept"), SEAL);
  await user.click(screen.getByRole("button", { name: "Verify the seal" }));
  const found = await screen.findByRole("region", { name: "The seal you typed" });
  expect(within(found).getByText(/does not contain the past/).parentElement?.className).toBe("stopped");
  expect(within(found).getByText(/the log here has 812/)).toBeDefined();
});

test("a mistyped seal is told at its field, which stays as it was typed; an empty one is not asked about", async () => {
  const { asks, container, user } = showPage(<KeptSeal />, {
    verify_seal: () => {
      throw new Refused({ code: "refused", message: "The seal is mistyped: its check word does not fit." });
    },
  });
  const field = screen.getByLabelText<HTMLTextAreaElement>("A seal that was kept");
  await user.click(screen.getByRole("button", { name: "Verify the seal" }));
  await screen.findByText("Type the seal.");
  expect(document.activeElement).toBe(field);
  expect(asks("verify_seal")).toEqual([]);
  await user.type(field, "disclosure 7 50d8");
  await user.click(screen.getByRole("button", { name: "Verify the seal" }));
  await screen.findByText(/its check word does not fit/);
  expect(document.activeElement).toBe(field);
  expect(field.value).toBe("disclosure 7 50d8");
  await expectNoViolations(container);
});
