import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import type { AccessLogPage, Session } from "../../ipc/generated";
import { answerOf } from "../../ipc/mock";
import { expectNoViolations, SESSION, showPage } from "../../shared/testPage";
import { AccessLog } from "./AccessLog";

afterEach(cleanup);

const FIRST = answerOf("access_log");
const READER: Session = { ...SESSION, role: "Auditor", duties: ["read_access"] };

function show(access_log: (ask: number | null) => AccessLogPage, session = READER) {
  return showPage(
    <main>
      <AccessLog />
    </main>,
    { access_log },
    { session },
  );
}

test("who may read it sees who let what leave, the latest first, and its seal", async () => {
  const { container, user, went } = show(() => FIRST);
  const table = within(await screen.findByRole("table", { name: "Access log" }));
  const rows = table.getAllByRole("row").slice(1);
  expect(rows.map((row) => row.textContent)).toEqual(
    FIRST.entries.map(({ by, what, request }) => `5 Nov 2026, 10:00${by}${what}${request ?? ""}`),
  );
  expect(rows[0]?.textContent).toContain("Made the report of 2026-Q3");
  screen.getByText(/it says that it was begun/);
  screen.getByText(`Access log, ${String(FIRST.seal.size)} entries`);
  await user.click(table.getAllByRole("button", { name: "Open request P-001" })[0] as HTMLElement);
  expect(went).toEqual([{ page: "request", number: "P-001" }]);
  await expectNoViolations(container);
});

test("earlier entries are asked for, and who asked goes on at the first of them", async () => {
  const [newest, ...older] = FIRST.entries;
  if (newest === undefined) throw new Error("the contract has entries");
  const { user, asks } = show((before) =>
    before === null ? { ...FIRST, entries: [newest], next: newest.seq } : { ...FIRST, entries: older, next: null },
  );
  await user.click(await screen.findByRole("button", { name: "Show earlier entries" }));
  const rows = await screen.findAllByRole("row");
  expect(rows).toHaveLength(1 + FIRST.entries.length);
  expect(document.activeElement).toBe(rows[2]);
  expect(asks("access_log")).toEqual([null, newest.seq]);
  expect(screen.queryByRole("button", { name: "Show earlier entries" })).toBeNull();
});

test("an empty log says so, and who may not read it is not even asked for it", async () => {
  const { container } = show(() => ({ entries: [], next: null, seal: { ...FIRST.seal, size: 0 } }));
  await screen.findByText("Nothing has left this record yet.");
  await expectNoViolations(container);
  cleanup();
  const { asks } = show(() => FIRST, { ...SESSION, duties: ["log", "answer"] });
  expect(screen.queryByText("Access log")).toBeNull();
  expect(asks("access_log")).toEqual([]);
});
