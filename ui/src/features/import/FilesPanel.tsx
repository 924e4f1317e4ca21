import type { ChosenFile, LogView } from "../../ipc/generated";
import { Button, ChoiceField } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { Panel, Stopped } from "../../shared/Page";
import { Quoting } from "./Quoting";

type Props = {
  log: { file: ChosenFile; view: LogView } | null;
  /** Are the columns mapped, though they could be taken as they are? */
  mapped: boolean;
  onChooseLog: () => void;
  onChooseSheet: (sheet: string) => void;
  onMapByHand: () => void;
};

/** What is to be imported: the file, its sheet, and whether its columns are ours. */
export function FilesPanel({ log, mapped, onChooseLog, onChooseSheet, onMapByHand }: Props) {
  const view = log?.view;
  return (
    <Panel title="The file">
      <div className="panel-body import-files">
        <div className="import-file">
          <Button main={log === null} onPress={onChooseLog}>
            {log === null ? "Choose a file…" : "Choose another file…"}
          </Button>
          <div>
            <p role="status">{log === null ? "No file is chosen." : <Named file={log.file} />}</p>
            <p className="soft">
              A CSV file or an Excel workbook (.xlsx), with one line for each item and the names of the columns in the
              first line.
            </p>
          </div>
        </div>
        {view !== undefined && view.sheets.length > 1 && (
          <div className="import-sheet">
            <ChoiceField
              label="Sheet with the log"
              choices={view.sheets.map((name) => ({ value: name, label: name, hint: null }))}
              value={view.sheet}
              none="Choose the sheet"
              onChange={onChooseSheet}
            />
          </div>
        )}
        {view?.problem != null && (
          <Stopped>
            <Quoting>{`${view.problem}. Nothing was imported.`}</Quoting>
          </Stopped>
        )}
        {view !== undefined && view.columns.length > 0 && (
          <div className="import-act">
            <p>
              {counted(view.rows, "row")}.{" "}
              {view.fits
                ? "The columns are those of a request log."
                : "The columns are not those of a request log: say below what they mean."}
            </p>
            {view.fits && !mapped && <Button onPress={onMapByHand}>Say what the columns mean</Button>}
          </div>
        )}
      </div>
    </Panel>
  );
}

/** A file's name, whatever stands in it. */
function Named({ file }: { file: ChosenFile }) {
  return (
    <strong>
      <bdi>{file.name}</bdi>
    </strong>
  );
}
