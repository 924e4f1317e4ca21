import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";

import { call, type Refused } from "../../ipc/call";
import type { RegisterPage } from "../../ipc/generated";
import type { Search } from "./search";

/** One page, and what it answers. */
type AnsweredPage = RegisterPage & { search: Search };

/** The items that are sought, page after page. While another search is under way the last answer stays in sight; of two
 * searches the later one is shown, whichever answer comes first. */
export function useRegister(search: Search) {
  const { data, error, hasNextPage, isFetching, isFetchNextPageError, isPlaceholderData, fetchNextPage } =
    useInfiniteQuery<AnsweredPage, Refused, { pages: AnsweredPage[] }, [string, Search], number | null>({
      queryKey: ["register", search],
      queryFn: async ({ pageParam }) => ({ search, ...(await call("register", { ...search, before: pageParam })) }),
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
      // Hundreds of pages may have been read: who comes back begins at the first one.
      gcTime: 0,
    });
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const [first] = data?.pages ?? [];

  return {
    /** What the rows answer; none: there is no answer yet. */
    answers: first?.search,
    rows,
    total: first?.total ?? 0,
    error,
    /** Reads the next page, if there is one and nothing is being read. */
    readOn: () => {
      if (hasNextPage && !isFetching && !isPlaceholderData) void fetchNextPage();
    },
    /** Did reading the next page fail? Then somebody has to say that it shall be tried again. */
    stoppedReading: isFetchNextPageError,
  };
}
