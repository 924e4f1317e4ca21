import { cleanup, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../ipc/call";
import type { HowFar } from "../ipc/generated";
import { Button } from "./controls";
import { LongWork } from "./LongWork";
import { expectNoViolations, showPage } from "./testPage";

afterEach(cleanup);

/** Work that a button begins and, for the test, another ends. */
function Work({ refused = null }: { refused?: Refused | null }) {
  const [underWay, setUnderWay] = useState(false);
  return (
    <main>
      <Button
        onPress={() => {
          setUnderWay(true);
        }}
      >
        Begin
      </Button>
      <LongWork underWay={underWay} counting="Entries checked" refused={refused} />
      <button
        type="button"
        onMouseEnter={() => {
          setUnderWay(false);
        }}
      >
        The end
      </button>
    </main>
  );
}

function show(howFar: HowFar | null) {
  return showPage(<Work />, { progress: () => howFar, stop_work: () => null });
}
const begin = () => screen.getByRole("button", { name: "Begin" });
const bar = () => screen.queryByRole("progressbar");

test("for a second nothing shows; then how far it is, in figures and words", async () => {
  const { asks, container, user } = show({ done: 2048, of: 9216 });
  await user.click(begin());
  await expect.poll(() => asks("progress").length).toBeGreaterThan(2);
  expect(bar()).toBeNull();
  const shown = await screen.findByRole("progressbar", { name: "Entries checked" });
  expect(shown.getAttribute("aria-valuetext")).toBe("2,048 of 9,216");
  expect(screen.getByRole("status").textContent).toBe("This takes a while. It can be stopped.");
  expect(document.activeElement).toBe(begin());
  await expectNoViolations(container);
});

test("where the end is not known the count alone is told", async () => {
  const { container, user } = show({ done: 4096, of: 0 });
  await user.click(begin());
  await screen.findByRole("progressbar", { name: "Entries checked" });
  expect(screen.getByText("4,096")).toBeDefined();
  await expectNoViolations(container);
});

test("while no work is under way, as when a file is being chosen, nothing shows", async () => {
  const { asks, user } = show(null);
  await user.click(begin());
  await expect.poll(() => asks("progress").length, { timeout: 5_000 }).toBeGreaterThan(7);
  expect(bar()).toBeNull();
});

test("it is stopped once, and whoever stood on the button is back where the work was begun", async () => {
  const { asks, user } = show({ done: 1, of: 2 });
  await user.click(begin());
  const stop = await screen.findByRole("button", { name: "Stop" });
  await user.click(stop);
  await user.click(await screen.findByRole("button", { name: "Stopping…" }));
  expect(asks("stop_work")).toHaveLength(1);
  expect(document.activeElement).toBe(stop);
  await user.hover(screen.getByRole("button", { name: "The end" }));
  expect(bar()).toBeNull();
  expect(document.activeElement).toBe(begin());
});

test("a stop that was wished is said quietly, and what went wrong is said aloud", () => {
  const stopped = new Refused({ code: "stopped", message: "It was stopped." });
  const { container } = showPage(<Work refused={stopped} />, {});
  expect(screen.getByRole("status").textContent).toBe("It was stopped.");
  expect(container.querySelector("[role=alert]")).toBeNull();
  cleanup();
  showPage(<Work refused={new Refused({ code: "refused", message: "The disk is full." })} />, {});
  expect(screen.getByRole("alert").textContent).toBe("The disk is full.");
});
