import { afterEach, expect, test, vi } from "vitest";

import { isTime, nowInNewYork, timeTyped } from "./clock";

afterEach(() => {
  vi.useRealTimers();
});

test("now is told in New York's time, in summer and in winter", () => {
  vi.setSystemTime("2026-07-01T13:05:00Z");
  expect(nowInNewYork("2026-07-01")).toBe("2026-07-01T09:05");
  vi.setSystemTime("2026-12-01T05:00:00Z");
  expect(nowInNewYork("2026-12-01")).toBe("2026-12-01T00:00");
});

test("where the computer's clock is on another day than the desk, the day stands alone", () => {
  vi.setSystemTime("2026-12-01T04:59:00Z");
  expect(nowInNewYork("2026-12-01")).toBe("2026-12-01");
});

test("a time is read as people type it", () => {
  expect(["9:05", "905", "14.05", "1405", " 14:05 "].map(timeTyped)).toEqual([
    "09:05",
    "09:05",
    "14:05",
    "14:05",
    "14:05",
  ]);
  expect(isTime(timeTyped("14:"))).toBe(false);
  expect(isTime(timeTyped(""))).toBe(true);
});
