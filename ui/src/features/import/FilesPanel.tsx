import type { ChosenFile } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { Panel } from "../../shared/Page";

type Props = {
  log: ChosenFile | null;
  mapping: ChosenFile | null;
  /** Is the check what comes next? */
  toCheck: boolean;
  /** Is the check under way? */
  checking: boolean;
  onChooseLog: () => void;
  onChooseMapping: () => void;
  onCheck: () => void;
};

/** What is to be imported, and the check of it. */
export function FilesPanel({ log, mapping, toCheck, checking, onChooseLog, onChooseMapping, onCheck }: Props) {
  return (
    <Panel title="The file">
      <div className="panel-body import-files">
        <div className="import-file">
          <Button main={log === null} onPress={onChooseLog}>
            {log === null ? "Choose a file…" : "Choose another file…"}
          </Button>
          <div>
            <p role="status">{log === null ? "No file is chosen." : <Named file={log} />}</p>
            <p className="soft">
              A CSV file, with one line for each item and the names of the columns in the first line.
            </p>
          </div>
        </div>
        <div className="import-file">
          <Button disabled={log === null} onPress={onChooseMapping}>
            {mapping === null ? "Choose a mapping…" : "Choose another mapping…"}
          </Button>
          <div>
            <p role="status">{mapping === null ? "No mapping." : <Named file={mapping} />}</p>
            <p className="soft">
              Only for a file with columns of its own: the mapping says what each of them means.
              {mapping !== null && " To go on without it, choose again and cancel."}
            </p>
          </div>
        </div>
        <div className="import-file">
          <Button main={toCheck} disabled={log === null} onPress={onCheck}>
            Check
          </Button>
          <p role="status" className="soft">
            {checking ? "Checking…" : "Looks at every row. Nothing is recorded."}
          </p>
        </div>
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
