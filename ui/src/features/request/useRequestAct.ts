import { useMutation, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { Commands, RequestView } from "../../ipc/generated";
import { staleRecord } from "../../shared/staleRecord";

/** What acts on a request are known by while they are under way. */
const ACTING = ["act on a request"];

type RequestAct =
  | "add_fact"
  | "answer_item"
  | "ask_approval"
  | "decide_approval"
  | "review_release"
  | "pause_item"
  | "resume_item"
  | "place_hold"
  | "lift_hold"
  | "seal_request"
  | "lift_seal"
  | "correct_request"
  | "correct_item";

/** An act on a request: its answer is the request as it stands now. */
export function useRequestAct<Name extends RequestAct>(name: Name, onDone: () => void) {
  const memory = useQueryClient();
  const act = useMutation<RequestView, Refused, Commands[Name]["ask"]>({
    mutationKey: ACTING,
    mutationFn: (ask) => (call as (name: Name, ask: Commands[Name]["ask"]) => Promise<RequestView>)(name, ask),
    onSuccess: async (request) => {
      memory.setQueryData(["request", request.number], request);
      onDone();
      await staleRecord(memory);
    },
  });
  return {
    error: act.error,
    reset: act.reset,
    /** Acts, unless an act on this page is still under way: a key pressed twice is one act. */
    mutate: (ask: Commands[Name]["ask"]) => {
      if (memory.isMutating({ mutationKey: ACTING }) === 0) act.mutate(ask);
    },
  };
}
