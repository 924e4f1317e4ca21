import type { RegisterRow } from "../../ipc/generated";
import { useWords } from "../../shared/answers";
import { counted } from "../../shared/counted";
import { readable } from "../../shared/dates";
import { OutcomeTag } from "../../shared/OutcomeTag";
import { SealedMark } from "../../shared/SealedMark";
import { LEDGERS } from "./search";

/** What a row says in a column. */
export function RegisterCell({ row, column }: { row: RegisterRow; column: string }) {
  const { responses, flags } = useWords();
  switch (column) {
    case "request":
      return (
        <>
          <strong>{row.request}</strong>
          <p className="soft">
            Item {row.item} · {readable(row.received.slice(0, 10))}
          </p>
          <SealedMark until={row.sealed_until} />
        </>
      );
    case "asked":
      return (
        <>
          <bdi>{row.agency}</bdi>
          <p className="soft">
            <bdi>{row.what}</bdi>
          </p>
        </>
      );
    case "law": {
      const flag = row.flag === null || row.flag === "none" ? undefined : flags.find(({ value }) => value === row.flag);
      return (
        <>
          <OutcomeTag outcome={row.outcome} label={row.label} />
          {/* The first words of a flag's label are its name; the rest explains it. */}
          {flag !== undefined && <p className="soft">2(a) flag: {flag.label.split(":")[0]}</p>}
        </>
      );
    }
    case "answer":
      return (
        <>
          {responses.find(({ value }) => value === row.response)?.label ?? row.response}
          {row.responded !== null && <p className="soft">{readable(row.responded.slice(0, 10))}</p>}
        </>
      );
    case "due":
      return row.due === null ? null : (
        <>
          <span className={row.due.days < 0 ? "late" : undefined}>{dueIn(row.due.days, row.due.date)}</span>
          <p className="soft">{row.due.days < 0 ? `Since ${readable(row.due.date)}` : row.due.label}</p>
        </>
      );
    case "paper":
      return row.instrument;
    case "department":
      return <bdi>{row.department}</bdi>;
    case "officer":
      return <bdi>{row.officer}</bdi>;
    case "ledger":
      return LEDGERS.find(({ value }) => value === row.ledger)?.label ?? row.ledger;
    default:
      return null;
  }
}

function dueIn(days: number, date: string): string {
  if (days < 0) return `${counted(-days, "day")} late`;
  return days === 0 ? "Today" : readable(date);
}
