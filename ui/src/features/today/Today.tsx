import "./today.css";

import { useAnswer, useSession } from "../../shared/answers";
import { Button } from "../../shared/controls";
import { withWeekday } from "../../shared/dates";
import { Answered, Page } from "../../shared/Page";
import { useWay } from "../../shared/places";
import { bothNames } from "../../shared/quarters";
import { NeedsYou } from "./NeedsYou";
import { QuarterSoFar } from "./QuarterSoFar";
import { RecordSoFar } from "./RecordSoFar";
import { Safekeeping } from "./Safekeeping";

/** Today: what needs someone, and how the quarter stands. */
export function Today() {
  const { go } = useWay();
  const { quarters } = useSession();
  const query = useAnswer("today");
  const today = query.data;
  return (
    <Page
      title="Today"
      beside={
        today &&
        `${withWeekday(today.date)} · ${bothNames(today.quarter, quarters)}, day ${String(today.day)} of ${String(today.days)}`
      }
      acts={
        <Button
          main
          keys="Ctrl+N"
          onPress={() => {
            go({ page: "log" });
          }}
        >
          Log a request
        </Button>
      }
    >
      <Answered query={query}>
        {({ needs, needs_total, counts, quarter, figures, record, safekeeping }) => (
          <div className="today">
            <Safekeeping said={safekeeping} />
            <NeedsYou needs={needs} total={needs_total} counts={counts} />
            <div className="today-beside">
              <QuarterSoFar quarter={quarter} figures={figures} />
              <RecordSoFar record={record} />
            </div>
          </div>
        )}
      </Answered>
    </Page>
  );
}
