const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** `2026-10-07` or `2026-10-07T14:05` as staff read it: `7 Oct 2026`, `7 Oct 2026, 14:05`. No time zone is applied: the
 * program's dates are civil dates in New York. */
export function readable(when: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(when);
  if (parts === null) return when;
  const [, year, month, day, time] = parts;
  const date = `${String(Number(day))} ${MONTHS[Number(month) - 1] ?? ""} ${year ?? ""}`;
  return time === undefined ? date : `${date}, ${time}`;
}

/** `2026-10-13` as `Tuesday, 13 Oct 2026`. */
export function withWeekday(date: string): string {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return `${DAYS[day] ?? ""}, ${readable(date)}`;
}
