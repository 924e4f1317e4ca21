import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { BackupMade, BackupsView, RestoredView, TriedView } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, SESSION, showPage } from "../../shared/testPage";
import { Backups } from "./Backups";

afterEach(cleanup);

const NONE: BackupsView = {
  last: null,
  due: true,
  copies: { count: 0, newest: null, bytes: 0, failed: null },
  tried: null,
  try_due: false,
};
const SOME: BackupsView = {
  last: { at: "2026-10-09T13:05:00Z", bytes: 4_812_800 },
  due: false,
  copies: { count: 12, newest: "2026-10-13T15:00:00Z", bytes: 61_000_000, failed: null },
  tried: "2026-01-15T15:00:00Z",
  try_due: false,
};

type Program = Parameters<typeof showPage>[1];

function show(own: Program = {}, other: Parameters<typeof showPage>[2] = {}) {
  return showPage(
    <main>
      <Backups />
    </main>,
    { backups: () => SOME, progress: () => null, ...own },
    other,
  );
}
const button = (name: string) => screen.findByRole("button", { name });
const passphrase = () => screen.findByLabelText("Passphrase on the day of the backup");

/** What the program answered when the contract was written; there it is never `null`. */
function answered<T>(answer: T | null): T {
  if (answer === null) throw new Error("the contract has an answer");
  return answer;
}
const MADE = answered<BackupMade>(answerOf("back_up"));
const RESTORED = answered<RestoredView>(answerOf("restore_backup"));
const TRIED = answered<TriedView>(answerOf("try_restore"));

test("where there is nothing yet it says so, and offers no copy to try", async () => {
  const { container } = show({ backups: () => NONE });
  await screen.findByText("None was made yet.");
  screen.getByText("None yet.");
  screen.getByText("Nobody has tried yet whether a backup can be restored.");
  expect(screen.queryByRole("button", { name: "Try the newest copy" })).toBeNull();
  await expectNoViolations(container);
});

test("it says when and how large, counts the copies, and why one was not made", async () => {
  const copies = { ...SOME.copies, failed: "The automatic copy was NOT made. The disk is full." };
  const { container } = show({ backups: () => ({ ...SOME, copies, try_due: true }) });
  await screen.findByText("The last one was made 9 Oct 2026, 09:05, 4.8 MB large.");
  screen.getByText("12 copies, 61 MB in all. The newest was made 13 Oct 2026, 11:00.");
  screen.getByText("The automatic copy was NOT made. The disk is full.");
  screen.getByText("Last tried 15 Jan 2026, 10:00. It is time to try.");
  await expectNoViolations(container);
});

test("a backup that was made is told by its name, and what is shown follows", async () => {
  const { user, asks, container } = show({
    backups: () => NONE,
    back_up: () => ({ ...MADE, backups: SOME }),
  });
  await user.click(await button("Back up now…"));
  await screen.findByText("disclosure-record.backup");
  await screen.findByText(/The last one was made 9 Oct 2026/);
  expect(asks("back_up")).toHaveLength(1);
  await expectNoViolations(container);
});

test("a backup that failed says what is still there; whoever cancels is told nothing", async () => {
  let failed = true;
  const { user } = show({
    back_up: () => {
      if (!failed) return null;
      throw new Refused({
        code: "refused",
        message: "The backup was NOT made. The disk is full. The earlier backup of this name is still there.",
      });
    },
  });
  await user.click(await button("Back up now…"));
  expect((await screen.findByRole("alert")).textContent).toMatch(/earlier backup of this name is still there/);
  failed = false;
  await user.click(await button("Back up now…"));
  await waitFor(() => {
    expect(screen.queryByRole("alert")).toBeNull();
  });
  expect(screen.queryByText(/The backup was made/)).toBeNull();
});

test("without a name or passphrase nothing begins, and the focus goes to what is missing", async () => {
  const { user, asks, container } = show();
  await user.click(await button("Restore a backup…"));
  screen.getByText("Type the passphrase of that day.");
  expect(document.activeElement).toBe(await passphrase());
  await user.clear(screen.getByLabelText("Officer"));
  await user.click(await button("Try a backup…"));
  expect(document.activeElement).toBe(screen.getByLabelText("Officer"));
  expect([...asks("restore_backup"), ...asks("try_restore")]).toEqual([]);
  await expectNoViolations(container);
});

test("a backup is restored beside the record, both are shown, and the passphrase is kept nowhere", async () => {
  const { user, asks, container, memory } = show({ restore_backup: () => RESTORED });
  await user.type(await passphrase(), "seven lamps on a quiet hill");
  await user.click(await button("Restore a backup…"));
  await screen.findByText(/The backup is whole/);
  screen.getByText(RESTORED.folder);
  screen.getByText(/The desk goes on with the present record/);
  for (const [name, record] of [
    ["The backup", RESTORED.restored],
    ["The present record", RESTORED.present],
  ] as const) {
    const shown = within(screen.getByRole("region", { name }));
    for (const { seal } of record.seals) shown.getByText(seal);
  }
  expect(asks("restore_backup")).toEqual([{ officer: "M. Alvarez", passphrase: "seven lamps on a quiet hill" }]);
  expect(await passphrase()).toHaveProperty("value", "");
  const kept = memory.getQueryCache().getAll();
  expect(JSON.stringify(kept.map(({ state }) => state))).not.toContain("seven lamps");
  await expectNoViolations(container);
});

test("a try says how it ended, and counts only where it fits", async () => {
  let fits = true;
  const { user, asks, container } = show({
    try_restore: () => ({ ...TRIED, fits, said: fits ? TRIED.said : "The backup is whole, and of another record." }),
  });
  await user.type(await passphrase(), "seven lamps on a quiet hill");
  await user.click(await button("Try the newest copy"));
  await screen.findByText(/That it can be restored is noted/);
  fits = false;
  await user.type(await passphrase(), "another");
  await user.click(await button("Try a backup…"));
  await screen.findByText(/does not count as tried/);
  expect(asks("try_restore")).toEqual([
    { chosen: false, officer: "M. Alvarez", passphrase: "seven lamps on a quiet hill" },
    { chosen: true, officer: "M. Alvarez", passphrase: "another" },
  ]);
  await expectNoViolations(container);
});

test("a passphrase that does not fit is told where it was typed", async () => {
  const message = "This backup does not open with this name and passphrase. It may be of another office.";
  const { user } = show({
    try_restore: () => {
      throw new Refused({ code: "refused", message });
    },
  });
  await user.type(await passphrase(), "no{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe(message);
});

test("whoever comes from Today stands at the backups", async () => {
  show({}, { place: { page: "settings", at: "backups" } });
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByRole("heading", { name: "Backups" }));
  });
});

test("the practice desk says that it makes no copies", async () => {
  show({ backups: () => NONE }, { session: { ...SESSION, practice: true } });
  await screen.findByText("The practice desk makes none.");
});
