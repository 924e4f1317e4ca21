import "./import.css";

import { Page, Stopped } from "../../shared/Page";
import { FilesPanel } from "./FilesPanel";
import { FoundPanel } from "./FoundPanel";
import { useImport } from "./useImport";

/** A log that was kept elsewhere, taken into the record: looked at first, then as a whole or not at all. */
export function Import() {
  const { files, found, underWay, refused, chooseLog, chooseMapping, check, record } = useImport();
  return (
    <Page title="Import">
      <p>
        Takes a request log from a file into the record. It is all or nothing: while one row is wrong, no row is
        recorded.
      </p>
      <FilesPanel
        log={files.log}
        mapping={files.mapping}
        toCheck={files.log !== null && (found === undefined || found.problem_count > 0)}
        checking={underWay === "checking"}
        onChooseLog={chooseLog}
        onChooseMapping={chooseMapping}
        onCheck={check}
      />
      {refused !== null && <Stopped>{refused.message}</Stopped>}
      {found !== undefined && <FoundPanel found={found} recording={underWay === "recording"} onRecord={record} />}
    </Page>
  );
}
