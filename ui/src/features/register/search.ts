import type { Choice, RegisterSearch } from "../../ipc/generated";

/** What is sought in the register, and how it is sorted; "" for all. */
export type Search = RegisterSearch;

export const EVERYTHING: Search = {
  text: "",
  quarter: "",
  agency: "",
  instrument: "",
  outcome: "",
  flag: "",
  ledger: "",
  officer: "",
  due: "",
  response: "",
  order: "",
  ascending: false,
};

/** Is anything left out? An order leaves nothing out. */
export function isNarrowed(search: Search): boolean {
  return Object.values({ ...search, order: "" }).some((sought) => typeof sought === "string" && sought.trim() !== "");
}

/** Do two searches seek the same, in the same order? */
export function isSame(one: Search, other: Search): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

export const LEDGERS: Choice[] = [
  { value: "disclosure", label: "Disclosures", hint: null },
  { value: "status_exchange", label: "§ 1373 exchanges", hint: null },
];

export const DUES: Choice[] = [
  { value: "overdue", label: "Overdue", hint: null },
  { value: "today", label: "Today", hint: null },
  { value: "this_week", label: "Later this week", hint: "Up to Sunday" },
  { value: "later", label: "Later", hint: null },
];

type Order = {
  order: string;
  ascending: boolean;
  /** In the list of orders. */
  label: string;
  /** Behind the number of items. */
  told: string;
};

/** The order of who has chosen none. */
const LATEST: Order = { order: "", ascending: false, label: "Latest entry first", told: "the latest first" };

const ORDERS: readonly Order[] = [
  { order: "entry", ascending: true, label: "First entry first", told: "the first first" },
  { order: "received", ascending: false, label: "Received last first", told: "the last received first" },
  { order: "received", ascending: true, label: "Received first first", told: "the first received first" },
  { order: "agency", ascending: true, label: "Agency, A to Z", told: "by agency, A to Z" },
  { order: "agency", ascending: false, label: "Agency, Z to A", told: "by agency, Z to A" },
  { order: "number", ascending: true, label: "Request number, up", told: "by number, up" },
  { order: "number", ascending: false, label: "Request number, down", told: "by number, down" },
  { order: "due", ascending: true, label: "First date first", told: "the first date first" },
  { order: "due", ascending: false, label: "Last date first", told: "the last date first" },
];

function isOrder({ order, ascending }: Search): (one: Order) => boolean {
  return (one) => one.order === order && one.ascending === ascending;
}

const wordOf = ({ order, ascending }: Order): string => `${order} ${ascending ? "up" : "down"}`;

/** The orders to choose from; the one by date only where what is shown has dates. */
export function orderChoices({ due }: Search): Choice[] {
  return ORDERS.filter(({ order }) => order !== "due" || due !== "").map((order) => ({
    value: wordOf(order),
    label: order.label,
    hint: null,
  }));
}

export const NO_ORDER = LATEST.label;

/** The word of the order that a search has; "" for the usual one. */
export function orderWord(search: Search): string {
  const found = ORDERS.find(isOrder(search));
  return found === undefined ? "" : wordOf(found);
}

/** The search in another order. */
export function inOrder(search: Search, word: string): Search {
  const { order, ascending } = ORDERS.find((one) => wordOf(one) === word) ?? LATEST;
  return { ...search, order, ascending };
}

/** The search with another due date: what is due is sorted by its date until somebody sorts it otherwise. */
export function dueThen(search: Search, due: string): Search {
  if (due === "" && search.order === "due") return { ...search, due, order: "", ascending: false };
  if (due !== "" && search.order === "") return { ...search, due, order: "due", ascending: true };
  return { ...search, due };
}

/** How the items stand, in words. */
export function orderTold(search: Search): string {
  return (ORDERS.find(isOrder(search)) ?? LATEST).told;
}
