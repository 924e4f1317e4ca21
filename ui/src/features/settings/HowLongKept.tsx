import { type SubmitEvent, useRef, useState } from "react";

import type { SettingsView } from "../../ipc/generated";
import { Field } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { Panel, Stopped } from "../../shared/Page";
import { useChangeSetting } from "./useChangeSetting";

const MOST_YEARS = 100;

/** How long the particulars of a request are kept: the series of the schedule, and the years. */
export function HowLongKept({ settings }: { settings: SettingsView }) {
  const [series, setSeries] = useState(settings.retention_series);
  const [years, setYears] = useState(String(settings.retention_years));
  const [wrong, setWrong] = useState(false);
  const [said, setSaid] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const changing = useChangeSetting((change) => {
    if (change.change === "keep_for") {
      setSaid(`Particulars are kept for ${counted(change.years, "full year")} after the last entry now.`);
    }
  });

  function keep(event: SubmitEvent) {
    event.preventDefault();
    setSaid("");
    const wanted = /^\d{1,3}$/.test(years.trim()) ? Number(years) : 0;
    const fits = wanted >= 1 && wanted <= MOST_YEARS;
    setWrong(!fits);
    if (!fits) field.current?.focus();
    else if (!changing.isPending) changing.mutate({ change: "keep_for", series: series.trim(), years: wanted });
  }

  return (
    <Panel title="How long particulars are kept">
      <form className="panel-body settings-form" onSubmit={keep} aria-label="How long particulars are kept">
        <p className="soft">
          As the Municipal Records Retention Schedule says. Entries, dates and figures stay for good; particulars are
          descriptions, reasons and scans.
        </p>
        <Field
          label="Series of the schedule"
          hint="Its number or name. It may stay empty."
          value={series}
          onChange={setSeries}
        />
        <Field
          label="Full years after the last entry"
          value={years}
          onChange={(typed) => {
            setYears(typed);
            setWrong(false);
          }}
          problem={wrong ? `Give a number of years from 1 to ${String(MOST_YEARS)}.` : undefined}
          inputRef={field}
        />
        {changing.error !== null && <Stopped>{changing.error.message}</Stopped>}
        <div>
          <button type="submit" className="button">
            Set
          </button>
        </div>
        <p role="status">{said}</p>
      </form>
    </Panel>
  );
}
