import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { Considered, Determination } from "../../ipc/generated";
import { draftOf, type Written } from "./draft";

/** How long one rests before the program is asked what it says, in milliseconds. */
const REST = 150;

type Answer = { considered: Considered; ids: readonly number[] };

export type Opinion = {
  /** `null` until the first answer. */
  considered: Considered | null;
  /** The items that answer is about, in its order. */
  ids: readonly number[];
  /** What the law says about each item, by the item's id: an item that came since has none yet. */
  determinations: ReadonlyMap<number, Determination>;
  /** Is this about the page as it stands now? */
  upToDate: boolean;
  refused: Refused | null;
};

/** What the program says about the page while it is written: asked after a short rest. The answer before stays until the
 * next is there, and an answer that comes late for an older page is never shown. */
export function useConsidered(writing: Written): Opinion {
  const { received, origin, channel, department, agency, facts, items } = writing;
  const page = useMemo(
    () => ({
      draft: draftOf({ received, origin, channel, department, agency, facts, items }),
      ids: items.map(({ id }) => id),
    }),
    [received, origin, channel, department, agency, facts, items],
  );
  const [rested, setRested] = useState(page);
  useEffect(() => {
    const rest = setTimeout(() => {
      setRested(page);
    }, REST);
    return () => {
      clearTimeout(rest);
    };
  }, [page]);

  const query = useQuery<Answer, Refused>({
    queryKey: ["consider", rested],
    queryFn: async () => ({ considered: await call("consider", rested.draft), ids: rested.ids }),
    placeholderData: keepPreviousData,
    // A draft is nobody's memory.
    gcTime: 0,
  });
  const answer = query.data;
  const determinations = useMemo(
    () =>
      new Map(
        answer?.ids.flatMap((id, index) => {
          const determination = answer.considered.items[index];
          return determination === undefined ? [] : [[id, determination] as const];
        }),
      ),
    [answer],
  );
  return {
    considered: answer?.considered ?? null,
    ids: answer?.ids ?? [],
    determinations,
    upToDate: rested === page && !query.isPlaceholderData && answer !== undefined,
    refused: query.error,
  };
}
