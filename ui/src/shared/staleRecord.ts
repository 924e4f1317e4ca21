import type { QueryClient } from "@tanstack/react-query";

/** What is shown of the record as a whole: any entry changes it. */
const OF_THE_RECORD = [
  "today",
  "needs",
  "register",
  "exchanges",
  "quarters",
  "report",
  "compare_quarters",
  "preview_report",
  "issued_reports",
  "keeping",
  "show_letter",
  "small_numbers",
];

/** Says that an entry was made: whatever shows the record is asked for again. */
export async function staleRecord(memory: QueryClient): Promise<void> {
  await memory.invalidateQueries({ predicate: ({ queryKey: [name] }) => OF_THE_RECORD.includes(String(name)) });
}
