import { keepPreviousData, useQuery } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { Answers, Determination } from "../../ipc/generated";

/** What the law would say of these facts. The answer before stays until the next is there. */
export function useWhatIf(facts: Answers) {
  return useQuery<Determination, Refused>({
    queryKey: ["what_if", facts],
    queryFn: () => call("what_if", facts),
    placeholderData: keepPreviousData,
  });
}
