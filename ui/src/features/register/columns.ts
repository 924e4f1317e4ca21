/** A column beside the request's own, as the program names it. */
export type Column = {
  name: string;
  /** Over the column. */
  heading: string;
  /** How wide it is beside the others. */
  width: string;
};

export const REQUEST: Column = { name: "request", heading: "Request", width: "minmax(8.5rem, 1fr)" };

/** The columns to choose from, in the order in which they stand. */
export const COLUMNS: readonly Column[] = [
  { name: "asked", heading: "Who asks, and what", width: "minmax(0, 2.1fr)" },
  { name: "law", heading: "What the law says", width: "minmax(0, 1.5fr)" },
  { name: "answer", heading: "What became of it", width: "minmax(0, 1.3fr)" },
  { name: "due", heading: "Due", width: "minmax(0, 1.1fr)" },
  { name: "paper", heading: "Paper", width: "minmax(0, 1fr)" },
  { name: "department", heading: "Department", width: "minmax(0, 1fr)" },
  { name: "officer", heading: "Logged by", width: "minmax(0, 0.9fr)" },
  { name: "ledger", heading: "Ledger", width: "minmax(0, 0.9fr)" },
];

/** The columns of these names, in the order in which they stand, behind the request's. */
export function columnsOf(names: readonly string[]): Column[] {
  return [REQUEST, ...COLUMNS.filter(({ name }) => names.includes(name))];
}
