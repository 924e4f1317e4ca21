import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";

import { Refused } from "../ipc/call";

/** A memory of answers. Nothing is asked again behind the clerk's back; an act says itself what it made stale. When a
 * command answers that the desk is locked, the program shows that. The program is on this computer: whether there is a
 * network decides nothing. */
export function freshMemory(onLocked: () => void): QueryClient {
  const onError = (reason: unknown) => {
    if (reason instanceof Refused && reason.code === "locked") onLocked();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: false,
        staleTime: 0,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
