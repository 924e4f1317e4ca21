import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useRef, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { ReportFileView } from "../../ipc/generated";
import { LongField } from "../../shared/controls";
import { LongWork } from "../../shared/LongWork";
import { VerifiedReport } from "./VerifiedReport";

/** A seal that somebody kept on paper, typed in: does this record still contain exactly the past it stands for? */
export function KeptSeal() {
  const [typed, setTyped] = useState("");
  const [empty, setEmpty] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const { mutate, isPending, data, error } = useMutation<ReportFileView, Refused, string>({
    mutationFn: (seal) => call("verify_seal", seal),
    onError: () => field.current?.focus(),
  });

  const stopped = error?.code === "stopped";

  function verify(event: SubmitEvent) {
    event.preventDefault();
    setEmpty(typed.trim() === "");
    if (typed.trim() === "") field.current?.focus();
    else if (!isPending) mutate(typed);
  }

  return (
    <>
      <form className="report-seals" onSubmit={verify} aria-label="Verify a printed seal">
        <LongField
          label="A seal that was kept"
          hint="From its first word to its last, such as “disclosure 1042 50d8-… rirod”. Capitals, blanks and line breaks do not matter."
          value={typed}
          onChange={setTyped}
          problem={empty ? "Type the seal." : stopped ? undefined : error?.message}
          inputRef={field}
        />
        <div>
          <button type="submit" className="button">
            Verify the seal
          </button>
        </div>
      </form>
      <LongWork underWay={isPending} counting="Entries checked" refused={stopped ? error : null} />
      <div role="status" className="unseen">
        {data?.said}
      </div>
      {data !== undefined && <VerifiedReport view={data} />}
    </>
  );
}
