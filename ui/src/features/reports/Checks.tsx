import type { Check } from "../../ipc/generated";
import { Panel } from "../../shared/Page";

/** What was looked at before the report can be relied on. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <Panel title="Before you export">
      <ul className="panel-body report-checks">
        {checks.map(({ holds, what }) => (
          <li key={what} className={holds ? "check-holds" : "check-open"}>
            <span aria-hidden="true">{holds ? "✓" : "!"}</span>
            <p>
              <span className="unseen">{holds ? "Holds: " : "Does not hold: "}</span>
              {what}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
