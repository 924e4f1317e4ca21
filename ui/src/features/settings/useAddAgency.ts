import { useMutation, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { NewAgency, SettingsView } from "../../ipc/generated";

/** What other pages show that a new agency changes. */
const STALE = ["find_agencies", "consider"];

/** Adds an agency to the office's own directory. */
export function useAddAgency(onDone: (agency: NewAgency) => void) {
  const memory = useQueryClient();
  return useMutation<SettingsView, Refused, NewAgency>({
    mutationFn: (agency) => call("add_agency", agency),
    onSuccess: async (settings, agency) => {
      memory.setQueryData(["settings"], settings);
      onDone(agency);
      await memory.invalidateQueries({ predicate: ({ queryKey: [name] }) => STALE.includes(String(name)) });
    },
  });
}
