import { expect, test } from "vitest";

import { sizeOf } from "./size";

test("sizes have the figures that mean something", () => {
  expect([900, 4_812_800, 61_000_000, 999_700, 1_240_000_000].map(sizeOf)).toEqual([
    "1 KB",
    "4.8 MB",
    "61 MB",
    "1 MB",
    "1.2 GB",
  ]);
});
