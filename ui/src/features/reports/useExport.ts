import { useMutation } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { Exported } from "../../ipc/generated";

/** Exports the report of a quarter into a folder that the program asks for. A person who cancels is told nothing. */
export function useExport() {
  const { mutate, reset, isPending, data, error } = useMutation<Exported | null, Refused, string>({
    mutationFn: (quarter) => call("export_report", quarter),
  });
  return {
    /** Begins, unless an export is under way: the button keeps the focus meanwhile. */
    start: (quarter: string) => {
      if (!isPending) mutate(quarter);
    },
    forget: reset,
    underWay: isPending,
    done: data ?? null,
    refused: error,
  };
}
