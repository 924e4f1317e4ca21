import { useMutation, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { Exported } from "../../ipc/generated";
import { staleRecord } from "../../shared/staleRecord";

/** Puts the files of a report into a folder that the program asks for: of a quarter, which is issued by it, or of a report
 * that was issued, which is made again. A person who cancels is told nothing. */
export function useExport() {
  const memory = useQueryClient();
  const { mutate, reset, isPending, data, error } = useMutation<Exported | null, Refused, string | number>({
    mutationFn: (what) => (typeof what === "number" ? call("make_report_again", what) : call("export_report", what)),
    // That a report was issued is an entry of the record.
    onSuccess: (done, what) => (done === null || typeof what === "number" ? undefined : staleRecord(memory)),
  });
  return {
    /** Begins, unless an export is under way: the button keeps the focus meanwhile. */
    start: (what: string | number) => {
      if (!isPending) mutate(what);
    },
    forget: reset,
    underWay: isPending,
    done: data ?? null,
    refused: error,
  };
}
