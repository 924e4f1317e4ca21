import { useMutation, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { Logged } from "../../ipc/generated";
import { staleRecord } from "../../shared/staleRecord";
import { draftOf, type Writing } from "./draft";

/** Logs the request. What is wrong with it is asked first, so that it can be told at its fields: then the answer is
 * `null`, and nothing was recorded. */
export function useSaving() {
  const memory = useQueryClient();
  return useMutation<Logged | null, Refused, Writing>({
    mutationFn: async (writing) => {
      const draft = draftOf(writing);
      const considered = await call("consider", draft);
      return considered.problems.length > 0 ? null : call("log_request", draft);
    },
    onSuccess: async (logged) => {
      if (logged !== null) await staleRecord(memory);
    },
  });
}
