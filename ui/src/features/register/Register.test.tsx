import { cleanup, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Refused } from "../../ipc/call";
import type {
  QuarterChoice,
  RegisterKept,
  RegisterPage,
  RegisterQuery,
  RegisterRow,
  SavingSearch,
} from "../../ipc/generated";
import { expectNoViolations, showPage } from "../../shared/testPage";
import { Register } from "./Register";
import { EVERYTHING } from "./search";

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
    department: null,
    instrument: null,
    due: null,
    officer: "M. Alvarez",
    sealed_until: null,
    ...parts,
  };
}

function page({ after }: RegisterQuery): RegisterPage {
  const from = after === null ? TOTAL : after.entry - 1;
  const rows = Array.from({ length: Math.min(SIZE, from) }, (_, index) => row(from - index));
  const last = rows.at(-1)?.entry ?? 1;
  return {
    rows,
    next: last > 1 ? { value: "", entry: last } : null,
    total: after === null ? { items: TOTAL, more: false } : null,
  };
}

const QUARTER: QuarterChoice = {
  quarter: { id: "2026-Q4", calendar: "2026-Q4", fiscal: "FY2027-Q2", begins: "2026-10-01", ends: "2026-12-31" },
  complete: false,
};

const one = (parts: Partial<RegisterRow>): RegisterPage => ({
  rows: [row(1, parts)],
  next: null,
  total: { items: 1, more: false },
});
const NONE: RegisterPage = { rows: [], next: null, total: { items: 0, more: false } };

const KEPT: RegisterKept = {
  saved: [{ name: "Late", search: { ...EVERYTHING, due: "overdue", order: "due", ascending: true }, columns: ["due"] }],
  columns: ["asked", "law", "answer"],
  officers: ["M. Alvarez", "J. Whitcomb"],
};

type Register = (ask: RegisterQuery) => RegisterPage | Promise<RegisterPage>;

function open(register: Register = page, program: Parameters<typeof showPage>[1] = {}) {
  const shown = showPage(<Register />, { quarters: () => [QUARTER], register_kept: () => KEPT, register, ...program });
  return { ...shown, sought: () => shown.asks("register") as RegisterQuery[] };
}

const searchField = () => screen.getByRole("textbox", { name: "Search" });
const told = (words: string) =>
  waitFor(() => {
    expect(screen.getAllByRole("status").map((status) => status.textContent)).toContain(words);
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

test("a sealed request has its mark, for who is shown it", async () => {
  const rows = [row(2, { sealed_until: "2027-01-31" }), row(1)];
  open(() => ({ rows, next: null, total: { items: 2, more: false } }));
  await told("2 items in all, the latest first");
  const [, sealed, other] = screen.getAllByRole("row");
  expect(sealed?.textContent).toContain("Sealed until 31 Jan 2027");
  expect(other?.textContent).not.toContain("Sealed");
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
    expect(sought().map(({ search }) => search.text)).toEqual(["", "police"]);
  });
});

test("of two searches the later one is shown, also when its answer comes first", async () => {
  let late: (page: RegisterPage) => void = () => undefined;
  const { user, sought } = open((ask) => {
    if (ask.search.text === "") return page(ask);
    if (ask.search.text === "so") return new Promise((resolve) => (late = resolve));
    return one({ agency: "The later answer" });
  });
  await told("450 items in all, the latest first");
  await user.keyboard("so");
  await waitFor(() => {
    expect(sought().at(-1)?.search.text).toBe("so");
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
  const { user, went } = open((ask) => (ask.search.text === "" ? page(ask) : one({ request: "2026-0007" })));
  await told("450 items in all, the latest first");
  await user.keyboard("seven{Enter}");
  expect(document.activeElement).toBe(searchField());
  await lands("2026-0007");
  await user.keyboard("{Enter}");
  expect(went).toEqual([{ page: "request", number: "2026-0007" }]);
});

test("Enter that finds nothing leaves one in the search", async () => {
  const { user } = open((ask) => (ask.search.text === "" ? page(ask) : NONE));
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
  expect(sought().map(({ after }) => after)).toEqual([null]);
  await user.keyboard("{Enter}{End}");
  await lands("2026-0251");
  await waitFor(() => {
    expect(sought().map(({ after }) => after)).toEqual([null, { value: "", entry: 251 }]);
  });
  await user.keyboard("{ArrowDown}");
  await lands("2026-0250");
});

test("a page that cannot be read is told, and read again when somebody says so", async () => {
  let refuses = true;
  const { user } = open((ask) => {
    if (ask.after !== null && refuses) throw new Refused({ code: "said", message: "The record is busy." });
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
    if (ask.search.text === "x") throw new Refused({ code: "said", message: "That cannot be sought." });
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
      search: { ...EVERYTHING, text: "ice", outcome: "not_settled" },
      after: null,
    });
  });
});

test.each([
  ["Received in", /^FY2027-Q2/, { quarter: "2026-Q4" }],
  ["2(a) flag", /^High/, { flag: "high" }],
  ["Ledger", /exchanges/, { ledger: "status_exchange" }],
  ["What became of it", /^Not given/, { response: "withheld" }],
  ["Paper", "Court order", { instrument: "court_order" }],
  ["Logged by", "J. Whitcomb", { officer: "J. Whitcomb" }],
])("the filter “%s” is sent, and the list says that it is narrowed", async (filter, choice, sent) => {
  const { user, sought } = open();
  await told("450 items in all, the latest first");
  await user.click(screen.getByRole("button", { name: (name) => name.includes(filter) }));
  await user.click(await screen.findByRole("option", { name: choice }));
  await told("450 items found, the latest first");
  expect(sought().at(-1)?.search).toMatchObject(sent);
});

test("an empty result says so, and clearing leads back to everything and to the search", async () => {
  const { user, container } = open((ask) => (ask.search.text === "" ? page(ask) : NONE));
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
  const { user, went } = open(() => NONE);
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

const choose = async (user: ReturnType<typeof open>["user"], list: string, choice: string) => {
  await user.click(screen.getByRole("button", { name: (name) => name.endsWith(list) || name.startsWith(list) }));
  await user.click(await screen.findByRole("option", { name: choice }));
};

test("an order is asked for and told", async () => {
  const { user, sought } = open();
  await told("450 items in all, the latest first");
  await choose(user, "Order", "Agency, A to Z");
  await told("450 items in all, by agency, A to Z");
  expect(sought().at(-1)?.search).toEqual({ ...EVERYTHING, order: "agency", ascending: true });
});

test("what is due is sorted by its date, until it is not narrowed by it any more", async () => {
  const { user, sought } = open();
  await told("450 items in all, the latest first");
  await choose(user, "Due", "Overdue");
  await told("450 items found, the first date first");
  expect(sought().at(-1)?.search).toEqual({ ...EVERYTHING, due: "overdue", order: "due", ascending: true });
  await choose(user, "Due", "At any time");
  await told("450 items in all, the latest first");
  expect(sought().at(-1)?.search).toEqual(EVERYTHING);
});

test("an agency is sought after a pause, by what is typed", async () => {
  const { user, sought } = open(page, { find_agencies: () => [] });
  await told("450 items in all, the latest first");
  await user.type(screen.getByRole("combobox", { name: "Agency" }), "ice");
  // While the list of agencies is open, nothing else is told.
  await user.tab();
  await told("450 items found, the latest first");
  expect(sought().map(({ search }) => search.agency)).toEqual(["", "ice"]);
});

test("words that are found more often than can be counted say so, and the grid does not make up a number", async () => {
  open(() => ({ ...page({ search: EVERYTHING, after: null }), total: { items: 1000, more: true } }));
  expect((await screen.findByRole("grid", { name: "Items" })).getAttribute("aria-rowcount")).toBe("-1");
});

test("Esc leads from the list to the search, and clears it there; so does / from anywhere", async () => {
  const { user, sought } = open();
  await told("450 items in all, the latest first");
  await user.keyboard("police");
  await told("450 items found, the latest first");
  await user.keyboard("{Enter}");
  await lands("2026-0450");
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(searchField());
  expect(searchField()).toHaveProperty("value", "police");
  await user.keyboard("{Escape}");
  expect(searchField()).toHaveProperty("value", "");
  await told("450 items in all, the latest first");
  await user.keyboard("{Enter}");
  await lands("2026-0450");
  await user.keyboard("/");
  expect(document.activeElement).toBe(searchField());
  await user.keyboard("1/2");
  await waitFor(() => {
    expect(sought().at(-1)?.search.text).toBe("1/2");
  });
});

test("columns are chosen, kept, and stand in their order", async () => {
  const keep = vi.fn((columns: string[]): RegisterKept => ({ ...KEPT, columns }));
  const { user, container } = open(
    () => one({ officer: "J. Whitcomb", due: { date: "2026-10-09", label: "Written response", days: -4 } }),
    { keep_columns: keep },
  );
  await screen.findByText("2026-0001");
  await user.click(screen.getByRole("button", { name: "Columns" }));
  await user.click(await screen.findByRole("checkbox", { name: "Logged by" }));
  await user.click(screen.getByRole("checkbox", { name: "Due" }));
  await user.click(screen.getByRole("checkbox", { name: "What the law says" }));
  await user.keyboard("{Escape}");
  expect(screen.getAllByRole("columnheader").map(({ textContent }) => textContent)).toEqual([
    "Request",
    "Who asks, and what",
    "What became of it",
    "Due",
    "Logged by",
  ]);
  const cells = within(screen.getAllByRole("row")[1] as HTMLElement).getAllByRole("gridcell");
  expect(cells.slice(3).map(({ textContent }) => textContent)).toEqual(["4 days lateSince 9 Oct 2026", "J. Whitcomb"]);
  expect(keep.mock.lastCall?.[0]).toEqual(["asked", "answer", "officer", "due"]);
  await expectNoViolations(container);
});

test("a saved search is applied with its order and its columns", async () => {
  const { user, sought } = open(page, { keep_columns: (columns) => ({ ...KEPT, columns }) });
  await told("450 items in all, the latest first");
  await user.click(screen.getByRole("button", { name: "Saved searches" }));
  await user.click(await screen.findByRole("button", { name: "Late" }));
  await told("450 items found, the first date first");
  expect(sought().at(-1)?.search).toEqual(KEPT.saved[0]?.search);
  expect(screen.getAllByRole("columnheader").map(({ textContent }) => textContent)).toEqual(["Request", "Due"]);
  expect(screen.getByText("Saved search “Late”")).toBeTruthy();
});

test("a search is saved, renamed by saving it again, and deleted", async () => {
  let kept: RegisterKept = { ...KEPT, saved: [] };
  const save = vi.fn(({ saved, instead_of }: SavingSearch) => {
    kept = { ...kept, saved: [...kept.saved.filter(({ name }) => name !== instead_of), saved] };
    return kept;
  });
  const { user } = open(page, {
    register_kept: () => kept,
    save_search: save,
    forget_search: () => ({ ...kept, saved: [] }),
  });
  await told("450 items in all, the latest first");
  await user.keyboard("police");
  await told("450 items found, the latest first");
  for (const [name, before] of [
    ["P", ""],
    ["SP", "P"],
  ] as const) {
    await user.click(screen.getByRole("button", { name: "Saved searches" }));
    const field = await screen.findByRole("textbox", { name: "Name of this search" });
    await user.clear(field);
    await user.type(field, `${name}{Enter}`);
    await screen.findByText(`Saved search “${name}”`);
    expect(save.mock.lastCall?.[0]).toEqual({
      saved: { name, search: { ...EVERYTHING, text: "police" }, columns: KEPT.columns },
      instead_of: before,
    });
  }
  await user.click(screen.getByRole("button", { name: "Saved searches" }));
  await user.click(await screen.findByRole("button", { name: "Delete SP" }));
  await screen.findByText(/None is saved yet/);
});

test("a search that may not be kept says why, where it was to be saved", async () => {
  const { user } = open(page, {
    save_search: () => {
      throw new Refused({ code: "refused", message: "The words of the search show an A-number." });
    },
  });
  await told("450 items in all, the latest first");
  await user.click(screen.getByRole("button", { name: "Saved searches" }));
  await user.type(await screen.findByRole("textbox", { name: "Name of this search" }), "x{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("The words of the search show an A-number.");
});

test("where both ledgers are shown it is asked which one the file shall hold", async () => {
  const { user, asks } = open(page, { export_register: () => ({ file: "register.csv", items: 9 }) });
  await told("450 items in all, the latest first");
  await choose(user, "Order", "Agency, A to Z");
  await told("450 items in all, by agency, A to Z");
  await user.click(screen.getByRole("button", { name: "Export…" }));
  await user.click(await screen.findByRole("button", { name: "§ 1373 exchanges" }));
  await told("450 items in all, by agency, A to Z. 9 items were written to register.csv");
  expect(asks("export_register")).toEqual([
    {
      search: { ...EVERYTHING, ledger: "status_exchange", order: "agency", ascending: true },
      columns: KEPT.columns,
    },
  ]);
});

test("where one ledger is shown the file is written at once; who cancels is told nothing", async () => {
  const { user, asks } = open(page, { export_register: () => null });
  await told("450 items in all, the latest first");
  await choose(user, "Ledger", "Disclosures");
  await told("450 items found, the latest first");
  await user.click(screen.getByRole("button", { name: "Export…" }));
  await waitFor(() => {
    expect(asks("export_register")).toHaveLength(1);
  });
  await told("450 items found, the latest first");
});

test("who comes back from a request finds the register as it was left, with the focus on its row", async () => {
  const { user, went, sought, comeBack } = open();
  await told("450 items in all, the latest first");
  await user.keyboard("police");
  await choose(user, "Ledger", "Disclosures");
  await told("450 items found, the latest first");
  searchField().focus();
  await user.keyboard("{Enter}");
  await lands("2026-0450");
  await user.keyboard("{End}");
  await lands("2026-0251");
  await user.keyboard("{ArrowDown}");
  await lands("2026-0250");
  await user.keyboard("{Enter}");
  expect(went).toEqual([{ page: "request", number: "2026-0250" }]);
  const asked = sought().length;
  comeBack();
  await lands("2026-0250");
  expect(searchField()).toHaveProperty("value", "police");
  expect(screen.getByRole("button", { name: /Ledger/ }).textContent).toContain("Disclosures");
  expect(sought()).toHaveLength(asked);
});
