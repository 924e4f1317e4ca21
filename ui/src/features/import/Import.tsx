import "./import.css";

import { Button } from "../../shared/controls";
import { LongWork } from "../../shared/LongWork";
import { Page } from "../../shared/Page";
import { FilesPanel } from "./FilesPanel";
import { FoundPanel } from "./FoundPanel";
import { MappingPanel } from "./MappingPanel";
import { useImport } from "./useImport";

/** A log that was kept elsewhere, taken into the record: looked at first, then as a whole or not at all. */
export function Import() {
  const at = useImport();
  const { log, meant, found, underWay, refused } = at;
  const readable = log !== null && log.view.columns.length > 0;
  return (
    <Page title="Import">
      <p>
        Takes a request log from a file into the record. It is all or nothing: while one row is wrong, no row is
        recorded.
      </p>
      <FilesPanel
        log={log}
        mapped={meant !== null}
        onChooseLog={at.chooseLog}
        onChooseSheet={at.chooseSheet}
        onMapByHand={at.mapByHand}
      />
      {readable && meant !== null && (
        <MappingPanel
          log={log.view}
          mapping={meant.mapping}
          source={meant.source}
          guessed={meant.guessed}
          onChange={at.changeMapping}
          onTaken={at.takeMapping}
        />
      )}
      <div className="import-act">
        <Button
          main={readable && (found === undefined || found.problem_count > 0)}
          disabled={!readable}
          onPress={at.check}
        >
          Check
        </Button>
        <p role="status" className="soft">
          {underWay === "checking" ? "Checking…" : "Looks at every row. Nothing is recorded."}
        </p>
      </div>
      <LongWork underWay={underWay !== null} counting="Rows read" refused={refused} />
      {found !== undefined && <FoundPanel found={found} recording={underWay === "recording"} onRecord={at.record} />}
    </Page>
  );
}
