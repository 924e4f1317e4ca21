import { useMutation } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { Seal, Verified } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { LongWork } from "../../shared/LongWork";
import { Panel } from "../../shared/Page";
import { SealList } from "../../shared/SealList";
import { KeptSeal } from "./KeptSeal";

/** The seals of the record, to be read into the minutes; and the check that it is whole. */
export function Seals({ seals }: { seals: readonly Seal[] }) {
  const check = useMutation<Verified, Refused>({ mutationFn: () => call("verify_record") });
  return (
    <Panel title="Seals">
      <div className="panel-body report-seals">
        <SealList seals={seals} />
        <p className="soft">Read it into the minutes. Anyone can check later that no entry before it was changed.</p>
        <div>
          <Button
            onPress={() => {
              if (!check.isPending) check.mutate();
            }}
          >
            Check the record
          </Button>
        </div>
        <LongWork underWay={check.isPending} counting="Entries checked" refused={check.error} />
        <div role="status" className="report-seals">
          {check.data !== undefined && <Found found={check.data} />}
          {check.data?.remarks.map((remark) => (
            <p key={remark} className="notice">
              {remark}
            </p>
          ))}
        </div>
        <KeptSeal />
      </div>
    </Panel>
  );
}

/** What the check found, in words. */
function Found({ found: { events, destroyed, problems } }: { found: Verified }) {
  const checked = `${counted(events, "entry was", "entries were")} checked.`;
  if (problems.length === 0) {
    return (
      <>
        <p className="seal-whole">{checked} Everything holds.</p>
        {destroyed > 0 && (
          <p className="soft">
            {counted(destroyed, "text or scan was", "texts and scans were")} destroyed with the approval of the
            Supervisor of Records. No other is missing.
          </p>
        )}
      </>
    );
  }
  return (
    <div className="stopped">
      <p>
        {checked} {problems.length === 1 ? "One thing does" : `${String(problems.length)} things do`} not hold:
      </p>
      <ul className="seal-problems">
        {problems.map((problem) => (
          <li key={problem}>
            <bdi>{problem}</bdi>
          </li>
        ))}
      </ul>
      <p>Rely on no report before this is explained.</p>
    </div>
  );
}
