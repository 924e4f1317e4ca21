import type { ReportView } from "../../ipc/generated";
import { Panel } from "../../shared/Page";

const IN_NEW_YORK = new Intl.DateTimeFormat("en-GB", {
  timeZone: "America/New_York",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
});

/** The number that the council asks for, first and largest. Zero is a result. */
export function Headline({ report, complete }: { report: ReportView; complete: boolean }) {
  const { non_mandatory: count, nil, as_of: asOf, office } = report;
  return (
    <Panel>
      <div className="report-headline">
        <h2>
          <span className="report-number">{count.toLocaleString("en-US")}</span>{" "}
          <span>
            {count === 1 ? "non-mandatory disclosure" : "non-mandatory disclosures"} to a federal or state agency
            {!complete && " so far"}
          </span>
        </h2>
        {nil ? (
          <p>
            Nothing was received, decided or answered in this quarter{!complete && " so far"}. That is a report too.
          </p>
        ) : (
          count === 0 && <p>No such disclosure was made{!complete && " so far"}. Zero is a result.</p>
        )}
        <p className="soft">
          From the record of <bdi>{office}</bdi> as it stood on {IN_NEW_YORK.format(new Date(asOf))}.
        </p>
      </div>
    </Panel>
  );
}
