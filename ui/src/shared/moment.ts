const IN_NEW_YORK = new Intl.DateTimeFormat("en-GB", {
  timeZone: "America/New_York",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** A moment in UTC, as `13 Oct 2026, 12:00` in New York. What is none stays as it is. */
export function inNewYork(moment: string): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? moment : IN_NEW_YORK.format(date);
}
