import "./seals.css";

import type { Seal } from "../ipc/generated";
import { counted } from "./counted";

const LEDGERS: Record<string, string> = { disclosure: "Disclosures", status_exchange: "§ 1373 exchanges" };

/** The seals of both logs, as a person reads them out. */
export function SealList({ seals }: { seals: readonly Seal[] }) {
  return (
    <dl className="seal-list">
      {seals.map(({ log, size, seal }) => (
        <div key={log}>
          <dt className="soft">
            {LEDGERS[log] ?? log}, {counted(size, "entry", "entries")}
          </dt>
          <dd className="seal">{seal}</dd>
        </div>
      ))}
    </dl>
  );
}
