import { useState } from "react";

import type { Choice, MappingSaid } from "../../ipc/generated";
import { ChoiceField, Field } from "../../shared/controls";
import { readable } from "../../shared/dates";

/** How dates are written most often. */
const FORMATS: readonly (readonly [string, string])[] = [
  ["%m/%d/%Y", "10/07/2026: month, day, year"],
  ["%m/%d/%y", "10/07/26: month, day, year"],
  ["%m/%d/%Y %H:%M", "10/07/2026 14:05"],
  ["%m/%d/%Y %I:%M %p", "10/07/2026 2:05 PM"],
  ["%m-%d-%Y", "10-07-2026: month, day, year"],
  ["%d/%m/%Y", "07/10/2026: day, month, year"],
  ["%d.%m.%Y", "07.10.2026: day, month, year"],
  ["%B %d, %Y", "October 7, 2026"],
  ["%b %d, %Y", "Oct 7, 2026"],
  ["%d %b %Y", "7 Oct 2026"],
  ["%Y/%m/%d", "2026/10/07"],
];
const OTHERWISE = "otherwise";
const CHOICES: readonly Choice[] = [...FORMATS, [OTHERWISE, "Written otherwise"] as const].map(([value, label]) => ({
  value,
  label,
  hint: null,
}));

type Props = {
  format: string;
  /** Dates as the file writes them. None: the workbook itself keeps them as dates, or no column holds one. */
  dates: readonly string[];
  said: MappingSaid | undefined;
  onChange: (format: string) => void;
};

/** How the file writes its dates, with some of them read back. */
export function DateFormat({ format, dates, said, onChange }: Props) {
  const known = format === "" || FORMATS.some(([value]) => value === format);
  const [otherwise, setOtherwise] = useState(!known);
  return (
    <div className="import-our">
      <ChoiceField
        label="How the file writes its dates"
        choices={CHOICES}
        value={otherwise || !known ? OTHERWISE : format}
        none="2026-10-07, or 2026-10-07T14:05"
        onChange={(value) => {
          setOtherwise(value === OTHERWISE);
          if (value !== OTHERWISE) onChange(value);
        }}
      />
      {(otherwise || !known) && (
        <Field
          label="Date format"
          hint="%Y year, %m month, %d day, %H hour, %M minute: %d-%m-%Y for 07-10-2026."
          value={format}
          onChange={onChange}
        />
      )}
      <div role="status" className="import-dates soft">
        {dates.map((date, index) => {
          const read = said?.dates[index];
          return (
            <p key={date}>
              <bdi className="import-quoted">{date}</bdi>{" "}
              {read === undefined ? "" : read === null ? "is not read as a date." : `is read as ${readable(read)}.`}
            </p>
          );
        })}
      </div>
    </div>
  );
}
