import type { Exported } from "../../ipc/generated";
import { counted } from "../../shared/counted";

/** Where a report lies now, and in which files. */
export function Saved({ exported: { folder, files, changed } }: { exported: Exported }) {
  return (
    <>
      <p>
        {counted(files.length, "file was", "files were")} saved in <bdi>{folder}</bdi>:
      </p>
      <ul className="report-files">
        {files.map((file) => (
          <li key={file}>
            <bdi>{file}</bdi>
          </li>
        ))}
      </ul>
      {files.some((file) => file.includes("-public.")) && (
        <p>Publish those with “public” in their name: small numbers are merged there. The others are for the office.</p>
      )}
      {changed.length > 0 && (
        <p>
          This version of the program writes {changed.length === 1 ? "one file" : `${String(changed.length)} files`} in
          another way than when the report was issued: {changed.join(", ")}. The record it is made from is the same.
        </p>
      )}
    </>
  );
}
