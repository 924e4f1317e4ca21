import { useMutation, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { CertifyingNil, ReportView, WithdrawingNil } from "../../ipc/generated";
import { staleRecord } from "../../shared/staleRecord";

/** Records that a department certified nil, or withdraws that. Its answer is the report as it is then. */
export function useNil(onDone: () => void) {
  const memory = useQueryClient();
  const acting = useMutation<ReportView, Refused, CertifyingNil | WithdrawingNil>({
    mutationFn: (ask) => ("why" in ask ? call("withdraw_nil", ask) : call("certify_nil", ask)),
    onSuccess: async (report, { quarter }) => {
      memory.setQueryData(["report", quarter], report);
      onDone();
      await staleRecord(memory);
    },
  });
  return {
    error: acting.error,
    /** Acts, unless an act is still under way: a key pressed twice is one act. */
    mutate: (ask: CertifyingNil | WithdrawingNil) => {
      if (!acting.isPending) acting.mutate(ask);
    },
  };
}
