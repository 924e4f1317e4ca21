import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";

import { call, type Refused } from "../../ipc/call";
import type { RegisterMark, RegisterPage } from "../../ipc/generated";
import type { Search } from "./search";

/** One page, and what it answers. */
type AnsweredPage = RegisterPage & { search: Search };

const NOTHING = { items: 0, more: false };

/** The items that are sought, page after page. While another search is under way the last answer stays in sight; of two
 * searches the later one is shown, whichever answer comes first. */
export function useRegister(search: Search) {
  const memory = useQueryClient();
  const { data, error, hasNextPage, isFetching, isFetchNextPageError, isPlaceholderData, fetchNextPage } =
    useInfiniteQuery<AnsweredPage, Refused, { pages: AnsweredPage[] }, [string, Search], RegisterMark | null>({
      queryKey: ["register", search],
      queryFn: async ({ pageParam }) => ({ search, ...(await call("register", { search, after: pageParam })) }),
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
      // Who comes back finds what was read, unless an entry was made meanwhile.
      gcTime: Infinity,
      staleTime: Infinity,
    });
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const [first] = data?.pages ?? [];
  const answers = first?.search;

  // Hundreds of pages may have been read for an earlier search: only those of the one that is shown are kept.
  useEffect(() => {
    memory.removeQueries({ queryKey: ["register"], type: "inactive" });
  }, [memory, answers]);

  return {
    /** What the rows answer; none: there is no answer yet. */
    answers,
    rows,
    total: first?.total ?? NOTHING,
    error,
    /** Reads the next page, if there is one and nothing is being read. */
    readOn: () => {
      if (hasNextPage && !isFetching && !isPlaceholderData) void fetchNextPage();
    },
    /** Did reading the next page fail? Then somebody has to say that it shall be tried again. */
    stoppedReading: isFetchNextPageError,
  };
}
