import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, test } from "vitest";

import { call } from "./call";

afterEach(clearMocks);

test("a command is asked by its name and its answer handed on", async () => {
  mockIPC((command) => (command === "about" ? { version: "1.2.3", ordinance: "19.153" } : undefined));
  await expect(call("about")).resolves.toEqual({ version: "1.2.3", ordinance: "19.153" });
});

test("a refusal that arrives as text becomes an error a page can catch", async () => {
  mockIPC(() => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the window's permissions refuse with bare text
    throw "about not allowed";
  });
  await expect(call("about")).rejects.toThrow(new Error("about not allowed"));
});
