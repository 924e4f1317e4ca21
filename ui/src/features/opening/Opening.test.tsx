import { cleanup, render, screen } from "@testing-library/react";
import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";

import { call } from "../../ipc/call";
import { Opening } from "./Opening";

vi.mock("../../ipc/call", () => ({ call: vi.fn() }));
const answer = vi.mocked(call);

afterEach(cleanup);

test("the page says what the program is and which version answered", async () => {
  answer.mockResolvedValue({ version: "1.2.3", ordinance: "19.153" });
  render(<Opening />);
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Disclosure Gatekeeper");
  expect(await screen.findByText("Version 1.2.3 · Ordinance 19.153")).toBeTruthy();
});

test("when the program does not answer, the page says what is safe and what to do", async () => {
  answer.mockRejectedValue(new Error("about not allowed"));
  render(<Opening />);
  expect((await screen.findByRole("alert")).textContent).toMatch(/No record was touched.*start the program again/);
});

test("what the page quotes is the ordinance, word for word", () => {
  answer.mockResolvedValue({ version: "1.2.3", ordinance: "19.153" });
  render(<Opening />);
  const ordinance = readFileSync("../src-tauri/crates/law/northampton/enrolled.md", "utf8");
  const quotations = screen.getAllByRole("blockquote").map((quotation) => quotation.textContent);
  expect(quotations).toHaveLength(2);
  for (const quotation of quotations) expect(ordinance.split("\n")).toContain(quotation);
});
