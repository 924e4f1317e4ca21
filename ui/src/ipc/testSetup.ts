/* What jsdom lacks of a web view, and how long a test may wait; loaded before every test. */
import { clearMocks } from "@tauri-apps/api/mocks";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// A machine that builds beside the tests may be slow.
vi.setConfig({ testTimeout: 30_000 });
configure({ asyncUtilTimeout: 5_000 });

// Lists and groups of choices find their rows with it.
Object.defineProperty(globalThis, "CSS", { value: { escape: (text: string) => text.replace(/[^\w-]/g, "\\$&") } });

// jsdom lays nothing out, so that nothing is ever out of sight.
Element.prototype.scrollIntoView = () => undefined;

afterEach(() => {
  cleanup();
  clearMocks();
});
