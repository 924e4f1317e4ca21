// Each part by itself: what a short date is, one web view writes otherwise than another.
const NEW_YORK = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/New_York",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** The time in New York, `14:05`; `null` where this computer's clock is on another day than the desk. */
function timeInNewYork(today: string): string | null {
  const parts = new Map(NEW_YORK.formatToParts(new Date()).map(({ type, value }) => [type, value]));
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? "";
  const day = `${part("year")}-${part("month")}-${part("day")}`;
  return day === today ? `${part("hour")}:${part("minute")}` : null;
}

/** Now in New York as the program reads it; only the day where this computer's clock is on another one. */
export function nowInNewYork(today: string): string {
  const time = timeInNewYork(today);
  return time === null ? today : `${today}T${time}`;
}

/** A time as people type it, as the program reads it: `9:05` and `905` are `09:05`. What is no time stays as it is. */
export function timeTyped(text: string): string {
  const parts = /^(\d{1,2})[:.]?(\d{2})$/.exec(text.trim());
  return parts === null ? text.trim() : `${(parts[1] ?? "").padStart(2, "0")}:${parts[2] ?? ""}`;
}

/** Is it a time, or none at all? Half a time is still being typed. */
export function isTime(text: string): boolean {
  return text === "" || /^\d{2}:\d{2}$/.test(text);
}
