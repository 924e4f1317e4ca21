import { useMutation, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { Commands, RequestView } from "../../ipc/generated";
import { staleRecord } from "../../shared/staleRecord";

/** An act on a request: its answer is the request as it stands now. */
export function useRequestAct<Name extends "add_fact" | "answer_item" | "ask_approval" | "decide_approval">(
  name: Name,
  onDone: () => void,
) {
  const memory = useQueryClient();
  return useMutation<RequestView, Refused, Commands[Name]["ask"]>({
    mutationFn: (ask) => (call as (name: Name, ask: Commands[Name]["ask"]) => Promise<RequestView>)(name, ask),
    onSuccess: async (request) => {
      memory.setQueryData(["request", request.number], request);
      onDone();
      await staleRecord(memory);
    },
  });
}
