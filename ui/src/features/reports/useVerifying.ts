import { useMutation } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { ReportFileView } from "../../ipc/generated";

/** Verifies a report's file that the program asks for. A person who cancels is told nothing. */
export function useVerifying() {
  const { mutate, isPending, data, error } = useMutation<ReportFileView | null, Refused>({
    mutationFn: () => call("verify_report"),
  });
  return {
    /** Begins, unless one is under way. */
    start: () => {
      if (!isPending) mutate();
    },
    underWay: isPending,
    done: data ?? null,
    refused: error,
  };
}
