import { useMutation } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { RegisterExport, RegisterExported } from "../../ipc/generated";

/** Writes what is shown into a file that the program asks for. A person who cancels is told nothing. */
export function useExport() {
  const { mutate, reset, isPending, data, error } = useMutation<RegisterExported | null, Refused, RegisterExport>({
    mutationFn: (shown) => call("export_register", shown),
  });
  return {
    /** Begins, unless an export is under way. */
    start: (shown: RegisterExport) => {
      if (!isPending) mutate(shown);
    },
    forget: reset,
    underWay: isPending,
    done: data ?? null,
    refused: error,
  };
}
