import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useContext } from "react";

import { call, type Refused } from "../../ipc/call";
import type { SettingChange, SettingsView } from "../../ipc/generated";
import { RenewContext } from "../../shared/answers";

/** Changes one setting. It holds at once, on every page: all that was answered before is asked again. */
export function useChangeSetting(onDone: (change: SettingChange) => void) {
  const memory = useQueryClient();
  const renew = useContext(RenewContext);
  return useMutation<SettingsView, Refused, SettingChange>({
    mutationFn: (change) => call("change_setting", change),
    onSuccess: async (settings, change) => {
      memory.setQueryData(["settings"], settings);
      onDone(change);
      renew();
      await memory.invalidateQueries({ predicate: ({ queryKey: [name] }) => name !== "settings" });
    },
  });
}
