import type { ReportView } from "../../ipc/generated";
import { Panel } from "../../shared/Page";
import { inNewYork } from "../../shared/moment";

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
            Nothing was received, decided or answered in this quarter{!complete && " so far"}. That is a report too.{" "}
            {report.coverage.said}
          </p>
        ) : (
          count === 0 && <p>No such disclosure was made{!complete && " so far"}. Zero is a result.</p>
        )}
        <p className="soft">
          From the record of <bdi>{office}</bdi> as it stood on {inNewYork(asOf)}.
        </p>
      </div>
    </Panel>
  );
}
