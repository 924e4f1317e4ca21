import { useEffect, useRef } from "react";

import type { ImportView } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { useWay } from "../../shared/places";
import { Counts } from "./Counts";
import { Preview } from "./Preview";
import { Problems } from "./Problems";
import { Quoting } from "./Quoting";

type Props = {
  found: ImportView;
  /** Is it being recorded? */
  recording: boolean;
  onRecord: () => void;
};

/** What the check found, and the way to import it; or what was recorded. */
export function FoundPanel({ found, recording, onRecord }: Props) {
  const { go } = useWay();
  const heading = useRef<HTMLHeadingElement>(null);
  const { recorded, problem_count: problems, warnings, warning_count: warned } = found;
  const title = recorded ? "Recorded" : "What the check found";
  const change = found.new_items + found.changed_items;

  // Who asked reads on at the answer.
  useEffect(() => {
    heading.current?.focus();
  }, [found]);

  return (
    <section className="panel" aria-labelledby="import-found">
      <header className="panel-head">
        <h2 id="import-found" ref={heading} tabIndex={-1} className="import-found">
          {title}
        </h2>
      </header>
      <div className="panel-body import-answer">
        {problems > 0 ? <Problems problems={found.problems} count={problems} /> : <Counts found={found} />}
        {problems === 0 && found.first.length > 0 && <Preview first={found.first} recorded={recorded} />}
        {warned > 0 && (
          <section>
            <h3>Look at these</h3>
            <p className="soft">
              {warned > warnings.length
                ? `The first ${warnings.length.toLocaleString("en-US")} of ${counted(warned, "line")} that may be a slip.`
                : "They may be slips."}
              {!recorded && " They do not stop the import."}
            </p>
            <ul className="import-warnings">
              {warnings.map((warning, index) => (
                // The list never changes: one answer, one list.
                <li key={index}>
                  <Quoting>{warning}</Quoting>
                </li>
              ))}
            </ul>
          </section>
        )}
        {recorded ? (
          <div className="import-act">
            <Button
              main
              onPress={() => {
                go({ page: "register" });
              }}
            >
              Open the register
            </Button>
          </div>
        ) : (
          <div className="import-act">
            <Button main disabled={problems > 0 || change === 0} onPress={onRecord}>
              Import
            </Button>
            <p role="status" className="soft">
              {recording
                ? "Recording…"
                : problems > 0
                  ? "Mend the file or what its columns mean, and check again. Then it can be imported."
                  : change === 0
                    ? "There is nothing to import."
                    : "Records all of it. What is recorded stays in the record."}
            </p>
          </div>
        )}
      </div>
    </section>
  );
}
