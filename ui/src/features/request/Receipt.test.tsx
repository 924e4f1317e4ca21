import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Receipt } from "./Receipt";

afterEach(cleanup);

const VIEW = answerOf("receipt");

test("the receipt shows what is proved, each entry, the seal and how it is checked; it is printed and saved", async () => {
  const { asks, user } = showPage(<Receipt number={VIEW.number} item={VIEW.item} />, {});
  await user.click(screen.getByRole("button", { name: "Receipt…" }));
  const dialog = await screen.findByRole("dialog", { name: `Receipt of item 2 of request ${VIEW.number}` });
  await within(dialog).findByText(VIEW.seal.seal);
  expect(asks("receipt")).toEqual([{ number: VIEW.number, item: 2 }]);
  const rows = within(within(dialog).getByRole("table", { name: "Entries of the item" })).getAllByRole("row");
  expect(rows).toHaveLength(VIEW.entries.length + 1);
  for (const said of [...VIEW.proves, ...VIEW.checks, VIEW.root, VIEW.desk, VIEW.key]) {
    expect(within(dialog).getByText(said)).toBeDefined();
  }
  await expectNoViolations(dialog);
  await user.click(within(dialog).getByRole("button", { name: "Print…" }));
  expect(asks("print")).toEqual([{ what: "receipt", number: VIEW.number, item: 2 }]);
  await user.click(within(dialog).getByRole("button", { name: "Save the file…" }));
  await within(dialog).findByText("receipt.json");
  expect(asks("save_receipt")).toEqual([{ number: VIEW.number, item: 2 }]);
  await user.click(within(dialog).getByRole("button", { name: "Close" }));
  await waitFor(() => {
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Receipt…" }));
  });
});

test("a receipt that cannot be made or saved says why", async () => {
  let fails = true;
  const refuse = () => {
    throw new Refused({ code: "refused", message: "The record is damaged." });
  };
  const { user } = showPage(<Receipt number={VIEW.number} item={VIEW.item} />, {
    receipt: () => (fails ? refuse() : VIEW),
    save_receipt: refuse,
  });
  await user.click(screen.getByRole("button", { name: "Receipt…" }));
  expect((await screen.findByRole("alert")).textContent).toBe("The record is damaged.");
  await user.keyboard("{Escape}");
  fails = false;
  await user.click(screen.getByRole("button", { name: "Receipt…" }));
  await screen.findByText(VIEW.seal.seal);
  await user.click(screen.getByRole("button", { name: "Save the file…" }));
  expect((await screen.findByRole("alert")).textContent).toBe("The record is damaged.");
});
