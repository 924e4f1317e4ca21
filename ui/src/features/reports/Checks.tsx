import type { Check, CheckedItem } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { Panel } from "../../shared/Page";
import { RequestLink } from "./RequestLink";

/** What was looked at before the report can be relied on. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <Panel title="Before you export">
      <ul className="panel-body report-checks">
        {checks.map(({ holds, what, items, more }) => (
          <li key={what} className={holds ? "check-holds" : "check-open"}>
            <span aria-hidden="true">{holds ? "✓" : "!"}</span>
            <div>
              <p className="check-what">
                <span className="unseen">{holds ? "Holds: " : "Does not hold: "}</span>
                {what}
              </p>
              {items.length > 0 && <Items items={items} more={more} />}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** The items a check is about, each with the way to it. */
function Items({ items, more }: { items: readonly CheckedItem[]; more: number }) {
  return (
    <details className="check-items">
      <summary>{more > 0 ? "Show the first ones" : items.length === 1 ? "Show it" : "Show them"}</summary>
      <ul>
        {items.map(({ request, item, asked, found, how }) => (
          <li key={`${request}/${String(item)}`}>
            <p>
              <RequestLink number={request} /> <span className="soft">item {item}</span>
            </p>
            <p className="soft">
              <bdi>{asked}</bdi>: {found}
            </p>
            {how !== null && (
              <details className="soft check-how">
                <summary>How the date was computed</summary>
                {how}
              </details>
            )}
          </li>
        ))}
      </ul>
      {more > 0 && <p className="soft">and {counted(more, "more item", "more items")}</p>}
    </details>
  );
}
