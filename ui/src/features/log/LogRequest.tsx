import { useQuery } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { RequestDraft } from "../../ipc/generated";
import { Answered, Page } from "../../shared/Page";
import { LogForm } from "./LogForm";

/** Log a request: the page opens with the draft that was left, if there is one. */
export function LogRequest() {
  const kept = useQuery<RequestDraft | null, Refused>({
    queryKey: ["kept_draft"],
    queryFn: () => call("kept_draft"),
    // The draft changes while the page is open: what was kept is asked anew each time.
    gcTime: 0,
    staleTime: Infinity,
  });
  if (kept.data !== undefined) return <LogForm kept={kept.data} />;
  return (
    <Page title="Log a request">
      <Answered query={kept}>{() => null}</Answered>
    </Page>
  );
}
