const UNITS = ["KB", "MB", "GB", "TB"];

/** The size of a file in bytes as a person reads it, in steps of a thousand: `4.8 MB`. */
export function sizeOf(bytes: number): string {
  let [size, unit] = [bytes / 1000, 0];
  while (size >= 999.5 && unit < UNITS.length - 1) [size, unit] = [size / 1000, unit + 1];
  const digits = unit > 0 && size < 9.95 ? 1 : 0;
  return `${size.toLocaleString("en-US", { maximumFractionDigits: digits })} ${UNITS[unit] ?? ""}`;
}
