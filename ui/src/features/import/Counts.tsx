import type { ImportView } from "../../ipc/generated";
import { counted } from "../../shared/counted";

/** What an import did, or would do, in words. What does not occur is not told. */
export function Counts({ found }: { found: ImportView }) {
  const { new_requests: requests, new_items: items, changed_items: changed, already_present: present } = found;
  const lines = [
    requests + items > 0 && `${counted(requests, "new request")} with ${counted(items, "new item")}`,
    changed > 0 && `${counted(changed, "item")} with a new answer or fact`,
    found.unanswered > 0 && `${counted(found.unanswered, "new item has", "new items have")} no answer yet`,
    found.not_settled > 0 &&
      `${counted(found.not_settled, "of them has", "of them have")} a question that is still open`,
    present > 0 && counted(present, "item that was recorded before", "items that were recorded before"),
    found.left_out > 0 && `${counted(found.left_out, "row")} left out, as the mapping says`,
  ].filter((line) => line !== false);
  return (
    <>
      <p>
        <strong>{headline(found)}</strong>
      </p>
      {lines.length > 0 && (
        <ul className="import-counts">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function headline({ rows, recorded, new_items: items, changed_items: changed }: ImportView): string {
  const read = `${counted(rows, "row")} read`;
  if (recorded) return `The file is recorded, all of it. ${read}.`;
  if (items + changed === 0) return `${read}, and nothing in them is new.`;
  return `${read}, no problem found.`;
}
