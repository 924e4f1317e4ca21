import type { RecordState } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { inNewYork } from "../../shared/moment";
import { Panel } from "../../shared/Page";

/** What the record holds, and when it was last written. */
export function RecordSoFar({ record }: { record: RecordState }) {
  return (
    <Panel title="Record">
      <p className="panel-body soft">
        {counted(record.entries, "entry", "entries")}.
        {record.entries > 0 && ` The last one was made ${inNewYork(record.last_entry_at)}.`}
      </p>
    </Panel>
  );
}
