import type { QuarterChoice, ReportView } from "../../ipc/generated";
import { useAnswerTo } from "../../shared/answers";
import { NeutralOnStatus } from "../../shared/NeutralOnStatus";
import { Answered, Panel } from "../../shared/Page";
import { Checks } from "./Checks";
import { CountTable } from "./CountTable";
import { Decided } from "./Decided";
import { Headline } from "./Headline";
import { NonMandatory } from "./NonMandatory";
import { RollForward } from "./RollForward";
import { Seals } from "./Seals";

/** The account of one quarter. */
export function Report({ choice }: { choice: QuarterChoice }) {
  const query = useAnswerTo("report", choice.quarter.id);
  return (
    <Answered query={query}>
      {(report) => (
        <div className="report">
          <div className="report-main">
            <Headline report={report} complete={choice.complete} />
            {!report.nil && <Account report={report} />}
          </div>
          <div className="report-beside">
            <Checks checks={report.checks} />
            <RollForward requests={report.requests} complete={choice.complete} />
            <Seals seals={report.seals} />
            <CountingRules rules={report.counting_rules} />
          </div>
        </div>
      )}
    </Answered>
  );
}

/** What happened in the quarter, line by line and count by count. */
function Account({ report }: { report: ReportView }) {
  const { exchanges } = report;
  return (
    <>
      {report.non_mandatory_rows.length > 0 && <NonMandatory rows={report.non_mandatory_rows} />}
      <Decided outcomes={report.outcomes} notSettled={report.not_settled} />
      <div className="report-pair">
        <CountTable title="What became of it" what="Answer" unit="Items" counts={report.responses} />
        <CountTable title="Papers that came" what="Paper" unit="Items" counts={report.instruments} />
      </div>
      <CountTable title="Who asked" what="Agency" unit="Requests" counts={report.agencies} few={10} />
      <Panel title="§ 1373 exchanges" beside="counted apart">
        <div className="panel-body report-exchanges">
          <p>
            Sent <strong>{exchanges.sent}</strong> · received <strong>{exchanges.received}</strong> · inquiries{" "}
            <strong>{exchanges.inquiry}</strong>
          </p>
          <div className="soft">
            <NeutralOnStatus />
          </div>
        </div>
      </Panel>
    </>
  );
}

/** How it is counted, for whoever asks. */
function CountingRules({ rules }: { rules: readonly string[] }) {
  return (
    <Panel>
      <details className="report-rules">
        <summary>How it is counted</summary>
        <ol>
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ol>
      </details>
    </Panel>
  );
}
