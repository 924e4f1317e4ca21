import { useMutation, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { ExchangeDraft, Logged } from "../../ipc/generated";
import { staleRecord } from "../../shared/staleRecord";

/** Logs an exchange. */
export function useLogExchange(onDone: () => void) {
  const memory = useQueryClient();
  return useMutation<Logged, Refused, ExchangeDraft>({
    mutationFn: (draft) => call("log_exchange", draft),
    onSuccess: async () => {
      onDone();
      await staleRecord(memory);
    },
  });
}
