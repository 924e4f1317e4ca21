import type { RecordState } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { Panel } from "../../shared/Page";

const IN_NEW_YORK = new Intl.DateTimeFormat("en-GB", {
  timeZone: "America/New_York",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** What the record holds, and when it was last written. */
export function RecordSoFar({ record }: { record: RecordState }) {
  return (
    <Panel title="Record">
      <p className="panel-body soft">
        {counted(record.entries, "entry", "entries")}.
        {record.entries > 0 && ` The last one was made ${IN_NEW_YORK.format(new Date(record.last_entry_at))}.`}
      </p>
    </Panel>
  );
}
