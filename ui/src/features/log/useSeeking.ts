import { type RefObject, useEffect, useRef, useState } from "react";

import type { Act, Writing } from "./draft";
import { nextOpen } from "./draft";
import type { Problems } from "./problems";
import type { Opinion } from "./useConsidered";

/** Where the focus is to go once the page shows it. */
type Goal = "question" | "problem" | "description" | "who";

type Seeking = { goal: Goal; from: Element | null };

type Places = {
  page: RefObject<HTMLElement | null>;
  sheet: RefObject<HTMLElement | null>;
  who: RefObject<HTMLInputElement | null>;
  add: RefObject<HTMLInputElement | null>;
  description: RefObject<HTMLInputElement | null>;
};

/** Brings the focus to where the clerk goes on: to the next open question, the first problem, the item just added. It
 * waits for the program's answer about the page as it stands; whoever went elsewhere meanwhile is left there. */
export function useSeeking(
  writing: Writing,
  write: (act: Act) => void,
  opinion: Opinion,
  problems: Problems,
  places: Places,
) {
  const [seeking, setSeeking] = useState<Seeking>();
  const reached = useRef<Seeking>(undefined);

  useEffect(() => {
    if (seeking === undefined || seeking === reached.current) return;
    const arrive = (element: HTMLElement | null | undefined) => {
      const wentElsewhere =
        document.activeElement !== seeking.from &&
        document.activeElement !== document.body &&
        places.sheet.current?.contains(document.activeElement) === false;
      if (!wentElsewhere) {
        element?.focus();
        // With what is wrong below it.
        element?.closest(".field")?.scrollIntoView({ block: "nearest" });
      }
      reached.current = seeking;
    };
    if (seeking.goal === "who") arrive(places.who.current);
    else if (seeking.goal === "description") arrive(places.description.current);
    else if (!opinion.upToDate) return;
    else if (seeking.goal === "question") {
      const open = nextOpen(writing, opinion.determinations);
      if (open === undefined) arrive(places.add.current);
      else if (open.id !== writing.selected) write({ act: "select", item: open.id });
      else arrive(places.sheet.current?.querySelector<HTMLElement>(".question input"));
    } else {
      const item = problems.firstItem;
      if (item !== null && item !== writing.selected) write({ act: "select", item });
      else arrive(places.page.current?.querySelector<HTMLElement>(".field[data-invalid] :is(input, button)"));
    }
  }, [seeking, writing, write, opinion, problems, places]);

  // The page opens where the clerk begins.
  const { who } = places;
  useEffect(() => {
    who.current?.focus();
  }, [who]);

  return (wanted: Goal) => {
    setSeeking({ goal: wanted, from: document.activeElement });
  };
}
