import { type SubmitEvent, useRef, useState } from "react";

import type { ClosedDay } from "../../ipc/generated";
import { Button, Field } from "../../shared/controls";
import { withWeekday } from "../../shared/dates";
import { Panel, Stopped } from "../../shared/Page";
import { useChangeSetting } from "./useChangeSetting";

const BLANK: ClosedDay = { date: "", why: "" };

/** Days on which the office is closed though no law says so. They are no business days: dates that run move with them. */
export function ClosedDays({ days }: { days: readonly ClosedDay[] }) {
  const [day, setDay] = useState(BLANK);
  const [tried, setTried] = useState(false);
  const [said, setSaid] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const first = () => form.current?.querySelector<HTMLElement>("input");
  const changing = useChangeSetting((change) => {
    if (change.change === "add_closed_day") {
      setDay(BLANK);
      setTried(false);
      setSaid(`${withWeekday(change.day.date)} does not count as a business day now. Due dates follow it.`);
    } else if (change.change === "remove_closed_day") {
      setSaid(`${withWeekday(change.date)} counts again. Due dates follow it.`);
    }
    first()?.focus();
  });

  function add(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    setSaid("");
    const why = day.why.trim();
    if (day.date === "") first()?.focus();
    else if (why === "") form.current?.querySelectorAll("input")[1]?.focus();
    else if (!changing.isPending) changing.mutate({ change: "add_closed_day", day: { date: day.date, why } });
  }

  return (
    <Panel title="Days the office is closed" beside="besides weekends and legal holidays">
      <div className="panel-body settings-form">
        {days.length === 0 ? (
          <p>None is set.</p>
        ) : (
          <ul className="settings-rows" aria-label="Days the office is closed">
            {days.map(({ date, why }) => (
              <li key={date}>
                <p>
                  {withWeekday(date)}{" "}
                  <span className="soft">
                    <bdi>{why}</bdi>
                  </span>
                </p>
                <Button
                  onPress={() => {
                    setSaid("");
                    changing.mutate({ change: "remove_closed_day", date });
                  }}
                >
                  Take off <span className="unseen">{withWeekday(date)}</span>
                </Button>
              </li>
            ))}
          </ul>
        )}
        <form ref={form} className="settings-line" onSubmit={add} aria-label="Add a day the office is closed">
          <Field
            label="Day"
            type="date"
            value={day.date}
            onChange={(date) => {
              setDay({ ...day, date });
            }}
            problem={tried && day.date === "" ? "Give the day." : undefined}
          />
          <Field
            label="Why"
            value={day.why}
            onChange={(why) => {
              setDay({ ...day, why });
            }}
            problem={tried && day.why.trim() === "" ? "Say why, in a word or two." : undefined}
          />
          <button type="submit" className="button">
            Add the day
          </button>
        </form>
        {changing.error !== null && <Stopped>{changing.error.message}</Stopped>}
        <p role="status">{said}</p>
      </div>
    </Panel>
  );
}
