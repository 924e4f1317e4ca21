import type { Due } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { readable, withWeekday } from "../../shared/dates";

/** A date that runs: how pressing it is first, then what is due and how the date was computed, for whoever asks. */
export function DueDate({ due }: { due: Due | null }) {
  if (due === null) return <span className="soft">No date runs</span>;
  const { days, date, label, how } = due;
  return (
    <>
      {days < 0 ? (
        <p>
          <span className="late">{counted(-days, "day")} late</span> <span className="soft">{readable(date)}</span>
        </p>
      ) : (
        <p>{days === 0 ? <strong>Today</strong> : days === 1 ? <strong>Tomorrow</strong> : withWeekday(date)}</p>
      )}
      <details className="due-how soft">
        <summary>{label}</summary>
        {how}
      </details>
    </>
  );
}
