import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Refused } from "../../ipc/call";
import type { QuarterChoice, RegisterPage, RegisterQuery, RegisterRow } from "../../ipc/generated";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Register } from "./Register";

const broughtIntoView = vi.fn<(this: Element) => void>();

// jsdom lays nothing out: a row is 50 pixels high, and what scrolls shows twelve of them.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(50);
  vi.spyOn(Element.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(Element.prototype, "scrollHeight", "get").mockImplementation(function (this: Element) {
    const inside = this.firstElementChild;
    return inside instanceof HTMLElement ? Number.parseFloat(inside.style.height) : 0;
  });
  // What jsdom cannot scroll is scrolled by hand; as in a window, the event comes after.
  HTMLElement.prototype.scrollTo = function (this: HTMLElement, to?: ScrollToOptions | number) {
    this.scrollTop = typeof to === "object" ? (to.top ?? 0) : 0;
    setTimeout(() => this.dispatchEvent(new Event("scroll")));
  };
  Element.prototype.scrollIntoView = broughtIntoView;
});
afterEach(cleanup);

const SIZE = 200;
const TOTAL = 450;

/** The items are numbered from `TOTAL` down to 1, as the program gives them: the latest first. */
function row(entry: number, parts: Partial<RegisterRow> = {}): RegisterRow {
  return {
    entry,
    request: `2026-${String(entry).padStart(4, "0")}`,
    item: 1,
    received: "2026-10-05T09:40",
    agency: "State Police",
    what: "home address",
    outcome: "mandatory",
    label: "Required by law",
    flag: "none",
    ledger: "disclosure",
    response: "pending",
    responded: null,
    ...parts,
  };
}

function page({ before }: RegisterQuery): RegisterPage {
  const from = before === null ? TOTAL : before - 1;
  const rows = Array.from({ length: Math.min(SIZE, from) }, (_, index) => row(from - index));
  const last = rows.at(-1)?.entry ?? 1;
  return { rows, next: last > 1 ? last : null, total: TOTAL };
}

const QUARTER: QuarterChoice = {
  quarter: { id: "2026-Q4", calendar: "2026-Q4", fiscal: "FY2027-Q2", begins: "2026-10-01", ends: "2026-12-31" },
  complete: false,
};

const one = (parts: Partial<RegisterRow>): RegisterPage => ({ rows: [row(1, parts)], next: null, total: 1 });

function open(register: (ask: RegisterQuery) => RegisterPage | Promise<RegisterPage> = page) {
  const shown = showPage(<Register />, { quarters: () => [QUARTER], register });
  return { ...shown, sought: () => shown.asks("register") as RegisterQuery[] };
}

const searchField = () => screen.getByRole("textbox", { name: "Search" });
const told = (words: string) =>
  waitFor(() => {
    expect(screen.getByRole("status").textContent).toBe(words);
  });
const focused = () => document.activeElement?.querySelector("strong")?.textContent;
const lands = (request: string) =>
  waitFor(() => {
    expect(focused()).toBe(request);
  });

test("who comes to the register stands in the search, and hears how much there is", async () => {
  const { container } = open();
  await told("450 items in all, the latest first");
  expect(document.activeElement).toBe(searchField());
  expect(screen.getByRole("grid", { name: "Items" }).getAttribute("aria-rowcount")).toBe("451");
  await expectNoViolations(container);
});

test("only the rows in sight are in the page", async () => {
  open();
  await told("450 items in all, the latest first");
  await screen.findByText("2026-0450");
  expect(screen.getAllByRole("row").length).toBeLessThan(40);
});

test("what is typed is sought once, after a pause", async () => {
  const { user, sought } = open();
  await told("450 items in all, the latest first");
  await user.keyboard("police");
  await waitFor(() => {
    expect(sought().map(({ text }) => text)).toEqual(["", "police"]);
  });
});

test("of two searches the later one is shown, also when its answer comes first", async () => {
  let late: (page: RegisterPage) => void = () => undefined;
  const { user, sought } = open((ask) => {
    if (ask.text === "") return page(ask);
    if (ask.text === "so") return new Promise((resolve) => (late = resolve));
    return one({ agency: "The later answer" });
  });
  await told("450 items in all, the latest first");
  await user.keyboard("so");
  await waitFor(() => {
    expect(sought().at(-1)?.text).toBe("so");
  });
  await user.keyboard("on");
  await screen.findByText("The later answer");
  late(one({ agency: "The answer that came too late" }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(screen.queryByText("The answer that came too late")).toBeNull();
  expect(screen.getByText("The later answer")).toBeTruthy();
});

test("Enter goes to the list, arrows and pages move in it, and Enter opens the request", async () => {
  const { user, went } = open();
  await told("450 items in all, the latest first");
  await user.keyboard("{Enter}");
  await lands("2026-0450");
  await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
  await lands("2026-0449");
  await user.keyboard("{PageDown}");
  await waitFor(() => {
    expect(Number(focused()?.slice(5))).toBeLessThan(445);
  });
  await user.keyboard("{PageUp}");
  await lands("2026-0449");
  await user.keyboard("{End}");
  await lands("2026-0251");
  await user.keyboard("{Home}{ArrowUp}");
  await lands("2026-0450");
  await user.keyboard("{Enter}");
  expect(went).toEqual([{ page: "request", number: "2026-0450" }]);
});

test("Enter before the answer is there goes to its first row, not to one of the answer before", async () => {
  const { user, went } = open((ask) => (ask.text === "" ? page(ask) : one({ request: "2026-0007" })));
  await told("450 items in all, the latest first");
  await user.keyboard("seven{Enter}");
  expect(document.activeElement).toBe(searchField());
  await lands("2026-0007");
  await user.keyboard("{Enter}");
  expect(went).toEqual([{ page: "request", number: "2026-0007" }]);
});

test("Enter that finds nothing leaves one in the search", async () => {
  const { user } = open((ask) => (ask.text === "" ? page(ask) : { rows: [], next: null, total: 0 }));
  await told("450 items in all, the latest first");
  await user.keyboard("zzz{Enter}");
  await told("No item found");
  expect(document.activeElement).toBe(searchField());
});

test("the row that has the focus is within the page, also where letters are large", async () => {
  const { user } = open();
  await told("450 items in all, the latest first");
  await user.keyboard("{Enter}{ArrowDown}");
  await lands("2026-0449");
  expect(broughtIntoView.mock.contexts.at(-1)).toBe(document.activeElement);
});

test("a click on a row opens its request", async () => {
  const { user, went } = open();
  await user.click(await screen.findByText("2026-0448"));
  expect(went).toEqual([{ page: "request", number: "2026-0448" }]);
});

test("the next page is read when its rows come near, from where the last one ended", async () => {
  const { user, sought } = open();
  await told("450 items in all, the latest first");
  expect(sought().map(({ before }) => before)).toEqual([null]);
  await user.keyboard("{Enter}{End}");
  await lands("2026-0251");
  await waitFor(() => {
    expect(sought().map(({ before }) => before)).toEqual([null, 251]);
  });
  await user.keyboard("{ArrowDown}");
  await lands("2026-0250");
});

test("a page that cannot be read is told, and read again when somebody says so", async () => {
  let refuses = true;
  const { user } = open((ask) => {
    if (ask.before !== null && refuses) throw new Refused({ code: "said", message: "The record is busy." });
    return page(ask);
  });
  await told("450 items in all, the latest first");
  await user.keyboard("{Enter}{End}");
  expect((await screen.findByRole("alert")).textContent).toBe("The record is busy.");
  expect(focused()).toBe("2026-0251");
  refuses = false;
  await user.click(screen.getByRole("button", { name: "Read on" }));
  await waitFor(() => {
    expect(screen.queryByRole("alert")).toBeNull();
  });
});

test("a refused search is told and what was typed stays", async () => {
  const { user } = open((ask) => {
    if (ask.text === "x") throw new Refused({ code: "said", message: "That cannot be sought." });
    return page(ask);
  });
  await told("450 items in all, the latest first");
  await user.keyboard("x");
  expect((await screen.findByRole("alert")).textContent).toBe("That cannot be sought.");
  expect(searchField()).toHaveProperty("value", "x");
});

test("a filter is sought with the words beside it", async () => {
  const { user, sought } = open();
  await told("450 items in all, the latest first");
  await user.keyboard("ice");
  await user.click(screen.getByRole("button", { name: /What the law says/ }));
  await user.click(await screen.findByRole("option", { name: "One question is open" }));
  await waitFor(() => {
    expect(sought().at(-1)).toEqual({
      text: "ice",
      quarter: "",
      outcome: "not_settled",
      flag: "",
      ledger: "",
      response: "",
      before: null,
    });
  });
});

test.each([
  ["Received in", /^FY2027-Q2/, { quarter: "2026-Q4" }],
  ["2(a) flag", /^High/, { flag: "high" }],
  ["Ledger", /exchanges/, { ledger: "status_exchange" }],
  ["What became of it", /^Not given/, { response: "withheld" }],
])("the filter “%s” is sent, and the list says that it is narrowed", async (filter, choice, sent) => {
  const { user, sought } = open();
  await told("450 items in all, the latest first");
  await user.click(screen.getByRole("button", { name: (name) => name.includes(filter) }));
  await user.click(await screen.findByRole("option", { name: choice }));
  await told("450 items found, the latest first");
  expect(sought().at(-1)).toMatchObject(sent);
});

test("an empty result says so, and clearing leads back to everything and to the search", async () => {
  const { user, container } = open((ask) => (ask.text === "" ? page(ask) : { rows: [], next: null, total: 0 }));
  await told("450 items in all, the latest first");
  await user.keyboard("zzz");
  await told("No item found");
  await expectNoViolations(container);
  await user.click(screen.getByRole("button", { name: "Clear search and filters" }));
  expect(document.activeElement).toBe(searchField());
  expect(searchField()).toHaveProperty("value", "");
  await told("450 items in all, the latest first");
});

test("an empty record leads to the first request", async () => {
  const { user, went } = open(() => ({ rows: [], next: null, total: 0 }));
  await user.click(await screen.findByRole("button", { name: "Log a request" }));
  expect(went).toEqual([{ page: "log" }]);
});

test("markup, formulas and turned letters in a name show as text, kept apart from what stands beside them", async () => {
  const hostile = '<img src=x onerror=alert(1)> \u202e=HYPERLINK("x")';
  open(() => one({ agency: hostile, what: hostile }));
  const shown = await screen.findAllByText(hostile);
  expect(shown.map(({ tagName }) => tagName)).toEqual(["BDI", "BDI"]);
});

test("a row says its flag by name, its answer in words and the days", async () => {
  open(() => one({ flag: "high", response: "withheld", responded: "2026-10-07" }));
  const cells = within((await screen.findAllByRole("row"))[1] as HTMLElement).getAllByRole("gridcell");
  expect(cells.map(({ textContent }) => textContent)).toEqual([
    "2026-0001Item 1 · 5 Oct 2026",
    "State Policehome address",
    "Required by law2(a) flag: High",
    "Not given7 Oct 2026",
  ]);
});
