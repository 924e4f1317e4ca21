import "./attachments.css";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { AttachmentSaved, RequestView } from "../../ipc/generated";
import { useWords } from "../../shared/answers";
import { Button, ChoiceField } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { Panel, Stopped } from "../../shared/Page";
import { staleRecord } from "../../shared/staleRecord";
import { Destroyed } from "./Destroyed";

/** Scans and issued letters, kept with the request. A file's own name is never kept; the program asks for the file and for the place. */
export function Attachments({ request }: { request: RequestView }) {
  const { number, attachments, destroyed_scans, may_attach } = request;
  const saving = useMutation<AttachmentSaved | null, Refused, number>({
    mutationFn: (attachment) => call("save_attachment", { number, attachment }),
  });
  if (!may_attach && attachments.length === 0 && destroyed_scans.length === 0) return null;
  return (
    <Panel title="Attachments" beside={counted(attachments.length, "scan or letter", "scans and letters")}>
      {destroyed_scans.length > 0 && (
        <ul className="attachments" aria-label="Destroyed scans">
          {destroyed_scans.map(({ attachment, what, destroyed }, place) => (
            <li key={place}>
              <p>
                {attachment}. {what} <Destroyed gone={destroyed} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {attachments.length > 0 && (
        <ul className="attachments">
          {attachments.map(({ attachment, what, media, size, sha256 }) => (
            <li key={attachment}>
              <div>
                <p>
                  {attachment}. {what}{" "}
                  <span className="soft">
                    {media}, {size}
                  </span>
                </p>
                <p className="soft">
                  SHA-256 <code className="attachment-hash">{sha256}</code>
                </p>
              </div>
              <Button
                onPress={() => {
                  if (!saving.isPending) saving.mutate(attachment);
                }}
              >
                Save a copy… <span className="unseen">of attachment {attachment}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="panel-body attachment-acts">
        <p role="status">
          {saving.data !== undefined && saving.data !== null && (
            <>
              Saved as <bdi>{saving.data.file}</bdi> in <bdi>{saving.data.folder}</bdi>. That copy is not encrypted.
            </>
          )}
        </p>
        {saving.error !== null && <Stopped>{saving.error.message}</Stopped>}
        {may_attach && <Attach number={number} />}
      </div>
    </Panel>
  );
}

/** Attaches a scan: what it shows is said here, the file is chosen in the program's own dialog. */
function Attach({ number }: { number: string }) {
  const { attached } = useWords();
  const memory = useQueryClient();
  const [what, setWhat] = useState("");
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const attaching = useMutation<RequestView | null, Refused, string>({
    mutationFn: (what) => call("add_attachment", { number, what }),
    onSuccess: async (request) => {
      if (request === null) return;
      memory.setQueryData(["request", number], request);
      setWhat("");
      setTried(false);
      await staleRecord(memory);
    },
  });
  const field = () => form.current?.querySelector<HTMLElement>(".field-button");
  return (
    <div ref={form} className="attachment-add">
      <ChoiceField
        label="What the scan shows"
        choices={attached}
        value={what}
        onChange={setWhat}
        none="Choose what it shows"
        problem={tried && what === "" ? "Say what it shows." : undefined}
      />
      <Button
        onPress={() => {
          setTried(true);
          if (what === "") field()?.focus();
          else if (!attaching.isPending) attaching.mutate(what);
        }}
      >
        Attach a scan…
      </Button>
      <p className="soft attachment-hint">
        PDF, PNG, JPEG or TIFF, at most 25 MB. It is kept encrypted; the file’s name is not kept.
      </p>
      {attaching.error !== null && <Stopped>{attaching.error.message}</Stopped>}
    </div>
  );
}
