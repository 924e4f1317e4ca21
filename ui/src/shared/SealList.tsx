import "./seals.css";

import type { Seal } from "../ipc/generated";
import { counted } from "./counted";

const LOGS: Record<string, string> = {
  disclosure: "Disclosures",
  status_exchange: "§ 1373 exchanges",
  access: "Access log",
};

/** The seals of logs, as a person reads them out. */
export function SealList({ seals }: { seals: readonly Seal[] }) {
  return (
    <dl className="seal-list">
      {seals.map(({ log, size, seal }) => (
        <div key={log}>
          <dt className="soft">
            {LOGS[log] ?? log}, {counted(size, "entry", "entries")}
          </dt>
          <dd className="seal">{seal}</dd>
        </div>
      ))}
    </dl>
  );
}
