import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { Needs } from "../../ipc/generated";

/** The requests of a kind, with the kind they are of. */
type NeedsOfKind = Needs & { kind: string };

/** The requests of one kind that wait; "" asks for none. While another kind is looked up the last one stays in sight, under
 * its own name. */
export function useNeeds(kind: string) {
  return useQuery<NeedsOfKind, Refused>({
    queryKey: ["needs", kind],
    queryFn: async () => ({ kind, ...(await call("needs", kind)) }),
    enabled: kind !== "",
    placeholderData: keepPreviousData,
  });
}
