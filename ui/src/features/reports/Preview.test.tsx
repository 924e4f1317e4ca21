import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { Refused } from "../../ipc/call";
import type { PreviewWanted } from "../../ipc/generated";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Preview } from "./Preview";

afterEach(cleanup);

/** A report of three pages, each of which is an image of its number. */
function show() {
  return showPage(<Preview quarter="2026-Q3" />, {
    preview_report: ({ edition, page }: PreviewWanted) => ({
      page,
      of: 3,
      image: `<svg xmlns="http://www.w3.org/2000/svg"><path d="M${String(page)} ${edition === "public" ? "1" : "0"}"/></svg>`,
      as_of: "2026-10-13T16:00:00Z",
    }),
  });
}
const image = () => screen.getByRole<HTMLImageElement>("img");
const press = (name: string) => screen.getByRole("button", { name });

test("the first page of the edition for the office is shown as an image, with its number and its moment", async () => {
  const { asks, container } = show();
  expect(await screen.findByText("Page 1 of 3")).toBeDefined();
  expect(image().alt).toContain("Page 1 of 3 of the edition for the office");
  expect(image().src.startsWith("data:image/svg+xml;charset=utf-8,%3Csvg")).toBe(true);
  expect(decodeURIComponent(image().src)).toContain('d="M1 0"');
  expect(screen.getByText(/The record of .*2026/)).toBeDefined();
  expect(asks("preview_report")).toEqual([{ quarter: "2026-Q3", edition: "internal", page: 1 }]);
  await expectNoViolations(container);
});

test("one goes on and back a page at a time, and no further than the ends; a page is asked for when it is wanted", async () => {
  const { asks, user } = show();
  await screen.findByText("Page 1 of 3");
  await user.click(press("Previous page"));
  expect(asks("preview_report")).toHaveLength(1);
  await user.click(press("Next page"));
  await screen.findByText("Page 2 of 3");
  await user.click(press("Next page"));
  await screen.findByText("Page 3 of 3");
  await user.click(press("Next page"));
  expect(screen.getByText("Page 3 of 3")).toBeDefined();
  expect(document.activeElement).toBe(press("Next page"));
  await user.click(press("Previous page"));
  await screen.findByText("Page 2 of 3");
  expect(asks("preview_report").map((ask) => (ask as PreviewWanted).page)).toEqual([1, 2, 3, 2]);
});

test("the edition for publication begins with its first page", async () => {
  const { asks, user } = show();
  await screen.findByText("Page 1 of 3");
  await user.click(press("Next page"));
  await screen.findByText("Page 2 of 3");
  await user.click(screen.getByRole("radio", { name: "For publication" }));
  await screen.findByText("Page 1 of 3");
  await expect.poll(() => image().alt).toContain("the edition for publication");
  expect(decodeURIComponent(image().src)).toContain('d="M1 1"');
  expect(asks("preview_report").at(-1)).toEqual({ quarter: "2026-Q3", edition: "public", page: 1 });
});

test("a refusal is said in its words, and no page is shown", async () => {
  showPage(<Preview quarter="2026-Q3" />, {
    preview_report: () => Promise.reject(new Refused({ code: "other", message: "The PDF could not be made." })),
  });
  expect((await screen.findByRole("alert")).textContent).toBe("The PDF could not be made.");
  expect(screen.queryByRole("img")).toBeNull();
});
