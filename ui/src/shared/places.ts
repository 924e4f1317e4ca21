import { createContext, useContext } from "react";

/** Where in the program somebody is: a page, and what it shows. */
export type Place =
  | { page: "today" }
  | { page: "log" }
  /** As it was left; or, to find something, in its search. */
  | { page: "register"; find?: true }
  | { page: "request"; number: string }
  | { page: "exchanges" }
  | { page: "reports" }
  | { page: "ordinance" }
  | { page: "import" }
  /** From its beginning; or at what it says of backups. */
  | { page: "settings"; at?: "backups" };

/** The place somebody is in, and the way to another. */
export type Way = { place: Place; go: (place: Place) => void };

export const WayContext = createContext<Way>({ place: { page: "today" }, go: () => undefined });

export function useWay(): Way {
  return useContext(WayContext);
}
