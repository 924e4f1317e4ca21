import type { ExchangeCounts, QuarterChoice, ReportView } from "../../ipc/generated";
import { useAnswerTo } from "../../shared/answers";
import { NeutralOnStatus } from "../../shared/NeutralOnStatus";
import { toneOf } from "../../shared/OutcomeTag";
import { Answered, Panel } from "../../shared/Page";
import { Checks } from "./Checks";
import { CompareQuarters } from "./CompareQuarters";
import { CountTable } from "./CountTable";
import { Coverage } from "./Coverage";
import { Decided } from "./Decided";
import { FurtherTables } from "./FurtherTables";
import { Headline } from "./Headline";
import { IssuedReports } from "./IssuedReports";
import { NonMandatory } from "./NonMandatory";
import { RollForward } from "./RollForward";
import { Seals } from "./Seals";
import { SmallNumbers } from "./SmallNumbers";

/** The account of one quarter, and beside it what one of the others has. */
export function Report({ choice, quarters }: { choice: QuarterChoice; quarters: readonly QuarterChoice[] }) {
  const query = useAnswerTo("report", choice.quarter.id);
  const report = query.data;
  return (
    <div className="report">
      <div className="report-main">
        <Answered query={query}>
          {(report) => (
            <>
              <Headline report={report} complete={choice.complete} />
              <CompareQuarters shown={choice} quarters={quarters} />
              {!report.nil && <Account report={report} />}
              {!report.nil && <SmallNumbers quarter={choice.quarter} />}
            </>
          )}
        </Answered>
      </div>
      <div className="report-beside">
        {report !== undefined && (
          <>
            <Checks checks={report.checks} />
            <Coverage quarter={choice.quarter.id} coverage={report.coverage} complete={choice.complete} />
            <RollForward requests={report.requests} sealed={report.sealed} complete={choice.complete} />
            <Seals seals={report.seals} />
          </>
        )}
        {!query.isPending && <IssuedReports />}
        {report !== undefined && <CountingRules rules={report.counting_rules} />}
      </div>
    </div>
  );
}

/** What happened in the quarter, line by line and count by count. */
function Account({ report }: { report: ReportView }) {
  return (
    <>
      {report.non_mandatory_rows.length > 0 && <NonMandatory rows={report.non_mandatory_rows} />}
      <Decided outcomes={report.outcomes} notSettled={report.not_settled} />
      <div className="report-pair">
        <CountTable title="What was given out" what="Disclosure" unit="Items" counts={report.disclosures} />
        <CountTable title="Flags under 2(a)" what="Flag" unit="Items" counts={report.flags} />
      </div>
      <div className="report-pair">
        <CountTable title="What became of it" what="Answer" unit="Items" counts={report.responses} />
        <CountTable title="Papers that came" what="Paper" unit="Items" counts={report.instruments} />
      </div>
      <CountTable
        title="Who asked"
        what="Agency"
        unit="Requests"
        alsoUnit="Items"
        counts={report.agencies.map(({ agency, requests, items }) => ({
          value: agency,
          label: agency,
          count: requests,
          also: items,
        }))}
        few={10}
      />
      <div className="report-pair">
        <CountTable title="How it came about" what="Origin" unit="Requests" counts={report.origins} />
        <Exchanges exchanges={report.exchanges} />
      </div>
      <FurtherTables groups={report.groups} />
    </>
  );
}

/** Status exchanges, counted apart and in all three directions, for zero is a result. */
function Exchanges({ exchanges }: { exchanges: ExchangeCounts }) {
  return (
    <CountTable
      title="§ 1373 exchanges"
      beside="counted apart"
      what="Direction"
      unit="Exchanges"
      tone={toneOf("status_exchange")}
      counts={[
        { value: "sent", label: "Sent", count: exchanges.sent },
        { value: "received", label: "Received", count: exchanges.received },
        { value: "inquiry", label: "Inquiries", count: exchanges.inquiry },
      ]}
    >
      <div className="report-note soft">
        <NeutralOnStatus />
      </div>
    </CountTable>
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
