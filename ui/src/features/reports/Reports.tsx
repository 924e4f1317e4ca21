import "./reports.css";

import { useState } from "react";

import type { QuarterChoice } from "../../ipc/generated";
import { useAnswer, useSession } from "../../shared/answers";
import { Button, ChoiceField } from "../../shared/controls";
import { LongWork } from "../../shared/LongWork";
import { Answered, Page } from "../../shared/Page";
import { daysOf, quarterChoices } from "../../shared/quarters";
import { Preview } from "./Preview";
import { Report } from "./Report";
import { Saved } from "./Saved";
import { useExport } from "./useExport";
import { useVerifying } from "./useVerifying";
import { VerifiedReport } from "./VerifiedReport";

/** The account of a quarter: chosen, read, checked, seen as it will be printed, exported. */
export function Reports() {
  const { quarters: first } = useSession();
  const quarters = useAnswer("quarters");
  const [chosen, setChosen] = useState<string>();
  const [looking, setLooking] = useState(false);
  const exporting = useExport();
  const verifying = useVerifying();
  const shown = quarters.data && shownOf(quarters.data, chosen);

  return (
    <Page
      title="Disclosure report"
      beside={shown && `${daysOf(shown.quarter)}${shown.complete ? "" : ", not over yet"}`}
      acts={
        quarters.data !== undefined &&
        shown !== undefined && (
          <>
            <div className="report-quarter">
              <ChoiceField
                label="Quarter"
                choices={quarterChoices(quarters.data, first)}
                value={shown.quarter.id}
                onChange={(id) => {
                  setChosen(id);
                  exporting.forget();
                }}
                none="The latest one that is over"
              />
            </div>
            <Button onPress={verifying.start}>Verify a file…</Button>
            <Button
              onPress={() => {
                setLooking(!looking);
              }}
            >
              {looking ? "Hide the pages" : "See the pages"}
            </Button>
            <Button
              main
              onPress={() => {
                exporting.start(shown.quarter.id);
              }}
            >
              Export…
            </Button>
          </>
        )
      }
    >
      <Answered query={quarters}>
        {() =>
          shown === undefined ? (
            <p>There is no quarter to report on yet.</p>
          ) : (
            <>
              <div role="status" className="report-said">
                {exporting.done !== null && <Saved exported={exporting.done} />}
              </div>
              <LongWork underWay={exporting.underWay} counting="Items counted" refused={exporting.refused} />
              <div role="status" className="unseen">
                {verifying.done?.said}
              </div>
              <LongWork underWay={verifying.underWay} counting="Checked so far" refused={verifying.refused} />
              {verifying.done !== null && <VerifiedReport view={verifying.done} />}
              {looking && <Preview key={`pages of ${shown.quarter.id}`} quarter={shown.quarter.id} />}
              <Report key={shown.quarter.id} choice={shown} quarters={quarters.data ?? []} />
            </>
          )
        }
      </Answered>
    </Page>
  );
}

/** The quarter that is shown: the chosen one; else the latest that is over, for it is the one that falls due. */
function shownOf(quarters: readonly QuarterChoice[], chosen: string | undefined): QuarterChoice | undefined {
  return (
    quarters.find(({ quarter }) => quarter.id === chosen) ?? quarters.find(({ complete }) => complete) ?? quarters[0]
  );
}
