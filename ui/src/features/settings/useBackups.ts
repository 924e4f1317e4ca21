import { useMutation, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { BackupMade, BackupsView, RestoredView, Restoring, TriedView, Trying } from "../../ipc/generated";

/** Makes, restores and tries backups. The program asks for file and folder; whoever cancels is told nothing. */
export function useBackups() {
  const memory = useQueryClient();
  async function now(backups: BackupsView) {
    memory.setQueryData(["backups"], backups);
    await memory.invalidateQueries({ queryKey: ["today"] });
  }
  const making = useMutation<BackupMade | null, Refused>({
    mutationFn: () => call("back_up"),
    onSuccess: (made) => (made === null ? undefined : now(made.backups)),
  });
  // A passphrase goes by no memory of answers.
  const restoring = useMutation<RestoredView | null, Refused, Restoring>({
    mutationFn: (ask) => call("restore_backup", ask),
    gcTime: 0,
  });
  const trying = useMutation<TriedView | null, Refused, Trying>({
    mutationFn: (ask) => call("try_restore", ask),
    gcTime: 0,
    onSuccess: (tried) => (tried === null ? undefined : now(tried.backups)),
  });
  return { making, restoring, trying, underWay: making.isPending || restoring.isPending || trying.isPending };
}
