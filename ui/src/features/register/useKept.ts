import { useMutation, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { RegisterKept, SavingSearch } from "../../ipc/generated";
import { useAnswer } from "../../shared/answers";

const NOBODY: readonly string[] = [];

const KEY = ["register_kept"];

/** What this officer keeps of the register: searches by name, and the columns they look at. */
export function useKept() {
  const memory = useQueryClient();
  const { data } = useAnswer("register_kept");
  const keeping = {
    onSuccess: (kept: RegisterKept) => {
      memory.setQueryData(KEY, kept);
    },
  };
  const columns = useMutation<RegisterKept, Refused, string[]>({
    mutationFn: (columns) => call("keep_columns", columns),
    ...keeping,
  });
  const saving = useMutation<RegisterKept, Refused, SavingSearch>({
    mutationFn: (search) => call("save_search", search),
    ...keeping,
  });
  const forgetting = useMutation<RegisterKept, Refused, string>({
    mutationFn: (name) => call("forget_search", name),
    ...keeping,
  });
  return {
    saved: data?.saved ?? [],
    officers: data?.officers ?? NOBODY,
    /** The columns kept, while nothing else was chosen. */
    columns: data?.columns,
    keepColumns: columns.mutate,
    save: saving.mutate,
    forget: forgetting.mutate,
    /** Why the last of these was refused. */
    refused: saving.error ?? forgetting.error ?? columns.error,
  };
}
