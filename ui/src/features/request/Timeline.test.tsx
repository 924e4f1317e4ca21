import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { answerOf } from "../../ipc/mock";
import { expectNoViolations } from "../../shared/testPage";
import { Timeline } from "./Timeline";

afterEach(cleanup);

test("every entry stands in the list with its time, its officer, what happened, and its place in the record", async () => {
  const { timeline } = answerOf("add_fact");
  const { container } = render(<Timeline lines={timeline} />);
  const entries = within(screen.getByRole("list")).getAllByRole("listitem");
  expect(entries).toHaveLength(timeline.length);
  expect(entries[0]?.textContent).toContain("The request was logged");
  for (const [index, { officer, sentence }] of timeline.entries()) {
    expect(entries[index]?.textContent).toContain(sentence);
    expect(entries[index]?.textContent).toContain(officer);
  }
  await expectNoViolations(container);
});

test("a change tells what stood there before and what stands there now", async () => {
  const { container } = render(
    <Timeline
      lines={[
        {
          at: "2026-10-13T09:40",
          officer: "M. Alvarez",
          sentence: "More became known about item 1, and it was determined again.",
          said: null,
          destroyed: null,
          changes: [{ what: "What paper came with it?", before: null, after: "Court order" }],
          log: "disclosure",
          seq: 12,
        },
      ]}
    />,
  );
  const entry = screen.getByRole("listitem");
  expect(entry.textContent).toContain("What paper came with it?from Not said →  to Court order");
  expect(entry.textContent).toContain("Disclosure ledger, entry 12");
  expect(within(entry).getByText("13 Oct 2026, 09:40").getAttribute("dateTime")).toBe("2026-10-13T09:40");
  await expectNoViolations(container);
});
