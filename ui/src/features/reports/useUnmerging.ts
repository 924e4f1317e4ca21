import { useMutation, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { Commands, SmallNumbers } from "../../ipc/generated";
import { staleRecord } from "../../shared/staleRecord";

/** Asking that a table be given exactly, or deciding on it: the answer is how the tables of the quarter stand now. */
export function useUnmerging<Name extends "ask_unmerging" | "decide_unmerging">(name: Name) {
  const memory = useQueryClient();
  const act = useMutation<SmallNumbers, Refused, Commands[Name]["ask"]>({
    mutationFn: (ask) => (call as (name: Name, ask: Commands[Name]["ask"]) => Promise<SmallNumbers>)(name, ask),
    onSuccess: async (numbers) => {
      memory.setQueryData(["small_numbers", numbers.quarter.id], numbers);
      await staleRecord(memory);
    },
  });
  return {
    refused: act.error?.message,
    /** Acts, unless it still does: a key pressed twice is one act. */
    act: (ask: Commands[Name]["ask"]) => {
      if (!act.isPending) act.mutate(ask);
    },
  };
}
