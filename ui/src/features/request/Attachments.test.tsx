import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Request } from "./Request";

afterEach(cleanup);

test("a scan is attached once it is said what it shows, and stands there with its hash", async () => {
  const before = answerOf("request");
  const { user, asks, container } = showPage(<Request number={before.number} />, { request: () => before });
  await user.click(await screen.findByRole("button", { name: "Attach a scan…" }));
  expect(screen.getByText("Say what it shows.")).toBeDefined();
  expect(asks("add_attachment")).toEqual([]);
  await user.click(screen.getByRole("button", { name: /What the scan shows$/ }));
  await user.click(await screen.findByRole("option", { name: "The paper that came with it" }));
  await user.click(screen.getByRole("button", { name: "Attach a scan…" }));
  const hash = answerOf("add_attachment")?.attachments[0]?.sha256 ?? "";
  expect(hash).toHaveLength(64);
  expect(await screen.findByText(hash)).toBeDefined();
  expect(asks("add_attachment")).toEqual([{ number: before.number, what: "instrument" }]);
  await expectNoViolations(container);

  await user.click(screen.getByRole("button", { name: /Save a copy.*attachment 1/ }));
  expect(await screen.findByText(/That copy is not encrypted/)).toBeDefined();
  expect(asks("save_attachment")).toEqual([{ number: before.number, attachment: 1 }]);
  await expectNoViolations(container);
});

test("a file that is no scan is refused in the program’s words, and where nothing is chosen nothing happens", async () => {
  const before = answerOf("request");
  let tries = 0;
  const { user } = showPage(<Request number={before.number} />, {
    request: () => before,
    add_attachment: () => {
      tries += 1;
      if (tries === 1) return null;
      throw new Refused({ code: "refused", message: "This is no PDF, PNG, JPEG or TIFF file." });
    },
  });
  await user.click(await screen.findByRole("button", { name: /What the scan shows$/ }));
  await user.click(await screen.findByRole("option", { name: "Something else" }));
  await user.click(screen.getByRole("button", { name: "Attach a scan…" }));
  expect(screen.queryByRole("alert")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Attach a scan…" }));
  expect((await screen.findByRole("alert")).textContent).toBe("This is no PDF, PNG, JPEG or TIFF file.");
});

test("a request that has exchanges only offers no attachment", async () => {
  const before = answerOf("request");
  showPage(<Request number={before.number} />, { request: () => ({ ...before, may_attach: false }) });
  await screen.findByRole("region", { name: "Timeline" });
  expect(screen.queryByRole("region", { name: "Attachments" })).toBeNull();
});
