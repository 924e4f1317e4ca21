import "./mayBeDestroyed.css";

import { type SubmitEvent, useRef, useState } from "react";

import type { KeepingView } from "../../ipc/generated";
import { useAnswer } from "../../shared/answers";
import { Field } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { Answered, Panel, Stopped } from "../../shared/Page";
import { DueRequests } from "./DueRequests";
import { useDestroying } from "./useDestroying";

const WORD = "destroy";

/** What may be destroyed: the requests whose years are over, why others are kept, and destroying with an approval. */
export function MayBeDestroyed() {
  const query = useAnswer("keeping");
  return (
    <Panel title="What may be destroyed" beside="nothing without the approval of the Supervisor of Records">
      <Answered query={query}>{(keeping) => <Keeping keeping={keeping} />}</Answered>
    </Panel>
  );
}

function Keeping({ keeping }: { keeping: KeepingView }) {
  const { series, years, due, more, kept, remains } = keeping;
  return (
    <div className="panel-body settings-form destroying">
      <p>
        The particulars of a request are kept for {counted(years, "full year")} after its last entry
        {series !== "" && (
          <>
            {" "}
            (<bdi>{series}</bdi>)
          </>
        )}
        .{" "}
        {due.length === 0
          ? "No request may be destroyed today."
          : `${counted(due.length + more, "request")} may be destroyed.`}
      </p>
      <Destroy due={due} more={more} />
      {remains && (
        <p className="notice">
          Remains of what was destroyed could still be in the record’s file. Lock the desk and unlock it again: it is
          then written anew.
        </p>
      )}
      {kept.length > 0 && (
        <details>
          <summary>Kept all the same: {counted(kept.length, "request")}</summary>
          <ul className="settings-rows" aria-label="Kept all the same">
            {kept.map(({ number, why }) => (
              <li key={number}>
                <bdi>{number}</bdi> <span className="soft">{why}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="soft">
        Automatic copies and backups from before hold what is destroyed here until they are gone. After destroying, make
        a new backup and delete the older ones, on sticks and network drives too. The automatic copies lie in the folder
        beside the record’s that ends in “-copies”: delete the older ones there as well, or they stay for up to nine
        months. No program can take back a copy that somebody else has.
      </p>
    </div>
  );
}

function Destroy({ due, more }: Pick<KeepingView, "due" | "more">) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [approval, setApproval] = useState("");
  const [word, setWord] = useState("");
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const status = useRef<HTMLParagraphElement>(null);
  const destroying = useDestroying(() => {
    setChosen(new Set());
    setApproval("");
    setWord("");
    setTried(false);
    status.current?.focus();
  });
  // What is not listed any more is not chosen.
  const numbers = due.map(({ number }) => number).filter((number) => chosen.has(number));
  const problems = {
    chosen: numbers.length === 0 ? "Choose what shall be destroyed." : undefined,
    approval: approval.trim() === "" ? "Give the approval number." : undefined,
    word: word.trim().toLowerCase() === WORD ? undefined : `Type ${WORD}.`,
  };

  function destroy(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    const fields = form.current?.querySelectorAll<HTMLInputElement>('input:not([type="checkbox"])');
    if (problems.chosen !== undefined) form.current?.querySelector("input")?.focus();
    else if (problems.approval !== undefined) fields?.[0]?.focus();
    else if (problems.word !== undefined) fields?.[1]?.focus();
    else if (!destroying.isPending) destroying.mutate({ numbers, approval: approval.trim(), word: word.trim() });
  }

  return (
    <>
      {due.length > 0 && (
        <form ref={form} className="destroying" onSubmit={destroy} aria-label="Destroy particulars">
          <DueRequests due={due} chosen={chosen} onChoose={setChosen} />
          {more > 0 && <p className="soft">{counted(more, "more request")} will be listed after these.</p>}
          {tried && problems.chosen !== undefined && <p className="due-missing">{problems.chosen}</p>}
          <p>
            Descriptions, reasons, what left, and scans go for good, with no way back. Entries, dates, answers and every
            figure stay, and the timeline says what was destroyed and under which approval.
          </p>
          <Field
            label="Approval number of the Supervisor of Records"
            hint="It stands in the record."
            value={approval}
            onChange={setApproval}
            problem={tried ? problems.approval : undefined}
          />
          <Field
            label="To confirm, type this word"
            hint={WORD}
            value={word}
            onChange={setWord}
            problem={tried ? problems.word : undefined}
          />
          {destroying.error !== null && <Stopped>{destroying.error.message}</Stopped>}
          <div>
            <button type="submit" className="button">
              {destroying.isPending
                ? "Destroying…"
                : `Destroy the particulars of ${counted(numbers.length, "request")}`}
            </button>
          </div>
        </form>
      )}
      <p ref={status} tabIndex={-1} role="status">
        {destroying.data !== undefined &&
          `Destroyed: ${counted(destroying.data.texts, "text or scan", "texts and scans")} of ${counted(destroying.data.requests, "request")}. It is in the record.`}
      </p>
    </>
  );
}
