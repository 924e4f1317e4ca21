import type { ReactNode } from "react";

import type { RecordShown } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { inNewYork } from "../../shared/moment";
import { SealList } from "../../shared/SealList";

type Props = {
  found: { said: string; fits: boolean; restored: RecordShown; present: RecordShown };
  /** What became of it. */
  children: ReactNode;
};

/** What a backup holds beside what the record holds: how the two stand to each other, and what tells them apart. */
export function TwoRecords({ found: { said, fits, restored, present }, children }: Props) {
  return (
    <>
      <div className={fits ? "backups-good" : "stopped"}>
        <p>
          <span aria-hidden="true">{fits ? "✓ " : "! "}</span>
          {said}
        </p>
      </div>
      {children}
      <div className="backups-two">
        <One title="The backup" record={restored} />
        <One title="The present record" record={present} />
      </div>
    </>
  );
}

function One({ title, record }: { title: string; record: RecordShown }) {
  return (
    <section aria-label={title} className="backups-record">
      <h3>{title}</h3>
      <p>
        <bdi>{record.office}</bdi>
      </p>
      <p>
        {counted(record.entries, "entry", "entries")}, the last one {inNewYork(record.last_entry_at)}
      </p>
      <SealList seals={record.seals} />
    </section>
  );
}
