import { useMutation, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { DestroyedView, Destroying } from "../../ipc/generated";
import { staleRecord } from "../../shared/staleRecord";

/** Destroys particulars: all that was chosen or nothing. Every request that is shown is asked for again. */
export function useDestroying(onDone: () => void) {
  const memory = useQueryClient();
  return useMutation<DestroyedView, Refused, Destroying>({
    mutationFn: (ask) => call("destroy_particulars", ask),
    onSuccess: async ({ keeping }) => {
      onDone();
      await staleRecord(memory);
      memory.setQueryData(["keeping"], keeping);
      memory.removeQueries({ queryKey: ["request"] });
    },
  });
}
