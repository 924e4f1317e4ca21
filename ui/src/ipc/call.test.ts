import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, test } from "vitest";

import { call, Refused } from "./call";

afterEach(clearMocks);

const ABOUT = { version: "1.2.3", ordinance: "19.153" };

test("a command is asked by its name and its answer handed on", async () => {
  mockIPC((command) => (command === "about" ? ABOUT : undefined));
  await expect(call("about")).resolves.toEqual(ABOUT);
});

test("what a command is asked with goes along", async () => {
  const asked: unknown[] = [];
  mockIPC((_, payload) => {
    asked.push(payload);
    return [];
  });
  await call("find_agencies", "ICE");
  expect(asked).toEqual([{ ask: "ICE" }]);
});

test("a refusal of the program keeps its words and its code", async () => {
  mockIPC(() => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the program refuses with an object
    throw { code: "locked", message: "The desk is locked." };
  });
  await expect(call("today")).rejects.toEqual(new Refused({ code: "locked", message: "The desk is locked." }));
});

test("a refusal that arrives as text becomes one a page can catch", async () => {
  mockIPC(() => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the window's permissions refuse with bare text
    throw "about not allowed";
  });
  await expect(call("about")).rejects.toEqual(new Refused({ code: "window", message: "about not allowed" }));
});
