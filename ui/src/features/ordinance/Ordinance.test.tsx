import { cleanup, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import type { OrdinanceView, RuleView } from "../../ipc/generated";
import { determined, expectNoViolations, showPage } from "../../shared/testPage";
import { Ordinance } from "./Ordinance";

afterEach(cleanup);

function rule(id: string, parts: Partial<RuleView> = {}): RuleView {
  return {
    id,
    ask: "Give information",
    clause: "2(a)",
    quote: "sole purpose",
    because: `Why ${id}.`,
    conditions: ["the reason is given"],
    outcome: "counsel",
    label: "Refer to the Solicitor",
    positions: [],
    ...parts,
  };
}

const ORDINANCE: OrdinanceView = {
  texts: [
    {
      version: "enrolled",
      in_force_from: "2019-12-05",
      source: "As enrolled.",
      sections: [
        { clause: "", heading: "title", text: "**An** <i>Ordinance</i>", slips: [] },
        { clause: "2(a)", heading: "2(a)", text: "No action for the sole purpose.", slips: [] },
        {
          clause: "2(c)",
          heading: "2(c)",
          text: "Notwithstanding 2(a)(i) above.",
          slips: [{ words: "2(a)(i)", note: "There is no such clause." }],
        },
      ],
    },
    {
      version: "codified",
      in_force_from: "2019-12-06",
      source: "As codified.",
      sections: [{ clause: "2(a)", heading: "2(a)", text: "Another wording.", slips: [] }],
    },
  ],
  rules: [
    rule("info.first", { positions: ["A-02"] }),
    rule("info.secret", { clause: "other_law" }),
    rule("info.last", { clause: "2(c)", conditions: [] }),
  ],
  positions: [
    { id: "A-01", title: "State and federal law", text: "- **Position:** Either is enough." },
    { id: "A-02", title: "When is something required?", text: "- **Rules:** `info.first`, `info.gone`\n- *Now.*" },
  ],
};

function show(own: Parameters<typeof showPage>[1] = {}) {
  return showPage(<Ordinance />, { ordinance: () => ORDINANCE, what_if: () => determined(), ...own });
}
const section = async (name: string) => {
  const found = (await screen.findByRole("heading", { name, level: 3 })).closest("section");
  if (found === null) throw new Error(`${name} stands in no section`);
  return found;
};

test("rules stand beside the clause they apply, with when they are looked at", async () => {
  const { container } = show();
  const clause = await section("Section 2(a)");
  expect(within(clause).getByText("Why info.first.")).toBeDefined();
  expect(within(clause).getByText("rule 1 of 3")).toBeDefined();
  expect(within(clause).queryByText("Why info.last.")).toBeNull();
  expect(within(await section("Section 2(c)")).getByText("Where none of the rules before it applies.")).toBeDefined();
  expect(within(await section("Other laws")).getByText("Why info.secret.")).toBeDefined();
  await expectNoViolations(container);
});

test("a slip stays in the text, is marked, and is told below", async () => {
  show();
  const clause = await section("Section 2(c)");
  expect(within(clause).getByText("Notwithstanding 2(a)(i) [sic] above.")).toBeDefined();
  expect(within(clause).getByText("“2(a)(i)” [sic]: There is no such clause.")).toBeDefined();
});

test("markup in the text is text", async () => {
  const { container } = show();
  expect((await section("Title")).textContent).toContain("An <i>Ordinance</i>");
  expect(container.querySelector("i")).toBeNull();
});

test("another version is shown for comparison, without the rules", async () => {
  const { user } = show();
  await user.click(await screen.findByRole("button", { name: /Version/ }));
  await user.click(await screen.findByRole("option", { name: /codified/ }));
  expect(await screen.findByText("Another wording.")).toBeDefined();
  expect(screen.queryByText(/Why info/)).toBeNull();
});

test("a rule leads to its position and the position back to the rule, each with the focus on it", async () => {
  const { container, user } = show();
  await user.click(await screen.findByRole("button", { name: "A-02 When is something required?" }));
  const position = await screen.findByText("When is something required?", { exact: false });
  await expect.poll(() => document.activeElement).toBe(position.closest("summary"));
  expect(position.closest("details")?.open).toBe(true);
  expect(screen.queryByRole("button", { name: "info.gone" })).toBeNull();
  await expectNoViolations(container);

  await user.click(screen.getByRole("button", { name: "info.first" }));
  const back = await screen.findByText("Why info.first.");
  await expect.poll(() => document.activeElement).toBe(back.closest("li"));
});

test("who changes the part by hand keeps the focus on its tab", async () => {
  const { user } = show();
  await user.click(await screen.findByRole("button", { name: /^A-02/ }));
  await user.click(await screen.findByRole("tab", { name: "Text and rules" }));
  await user.keyboard("{ArrowRight}");
  expect(await screen.findByText("State and federal law")).toBeDefined();
  expect(document.activeElement).toBe(screen.getByRole("tab", { name: "Open questions" }));
});

test("what if: only the facts that are chosen are asked with, and the answer stands there at once", async () => {
  const { asks, container, user } = show({
    what_if: (facts) =>
      facts["instrument"] === undefined
        ? determined({ outcome: null, label: "One question is open", ask_next: "instrument" })
        : determined({ label: "Required by law" }),
  });
  const choose = async (question: RegExp, answer: string) => {
    await user.click(screen.getByRole("button", { name: question }));
    await user.click(await screen.findByRole("option", { name: answer }));
  };
  await user.click(await screen.findByRole("tab", { name: "What if" }));
  expect(await screen.findByText("This answer is missing.")).toBeDefined();
  await expectNoViolations(container);

  await choose(/What paper came with it/, "Court order");
  expect((await screen.findAllByText("Required by law")).length).toBeGreaterThan(0);
  expect(screen.queryByText("This answer is missing.")).toBeNull();
  await choose(/Why do they want it/, "Another reason");
  await choose(/What paper came with it/, "Not said");
  await expect.poll(() => asks("what_if").at(-1)).toEqual({ purpose: "other" });
  expect(asks("what_if").slice(0, 3)).toEqual([
    {},
    { instrument: "court_order" },
    { instrument: "court_order", purpose: "other" },
  ]);

  await user.click(screen.getByRole("button", { name: "Start over" }));
  await expect.poll(() => asks("what_if").at(-1)).toEqual({});
});
