/** The words for the log an entry stands in. */
export const LOGS: Record<string, string> = { disclosure: "Disclosure ledger", status_exchange: "§ 1373 ledger" };
