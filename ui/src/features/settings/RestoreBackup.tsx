import type { UseMutationResult } from "@tanstack/react-query";
import { useRef, useState } from "react";

import type { Refused } from "../../ipc/call";
import type { BackupsView, RestoredView, Restoring, TriedView, Trying } from "../../ipc/generated";
import { useSession } from "../../shared/answers";
import { Button, Field } from "../../shared/controls";
import { LongWork } from "../../shared/LongWork";
import { inNewYork } from "../../shared/moment";
import { TwoRecords } from "./TwoRecords";

type Props = {
  backups: BackupsView;
  restoring: UseMutationResult<RestoredView | null, Refused, Restoring>;
  trying: UseMutationResult<TriedView | null, Refused, Trying>;
  underWay: boolean;
};

/** The way back: only to try it, or beside the record. Either leaves the record as it is. */
export function RestoreBackup({ backups, restoring, trying, underWay }: Props) {
  const session = useSession();
  const [officer, setOfficer] = useState(session.officer);
  const [passphrase, setPassphrase] = useState("");
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problems = [
    officer.trim() === "" ? "Say whose passphrase it is." : undefined,
    passphrase === "" ? "Type the passphrase of that day." : undefined,
  ];

  /** Begins, once name and passphrase are there; the passphrase stays nowhere. */
  function begin(work: (who: Restoring) => void) {
    setTried(true);
    const wrong = problems.findIndex((problem) => problem !== undefined);
    if (wrong !== -1) form.current?.querySelectorAll("input")[wrong]?.focus();
    else if (!underWay) {
      restoring.reset();
      trying.reset();
      setTried(false);
      setPassphrase("");
      work({ officer: officer.trim(), passphrase });
    }
  }
  const tryIt = (chosen: boolean) => {
    begin((who) => {
      trying.mutate({ chosen, ...who });
    });
  };
  const shown = (place: number) => (tried ? problems[place] : undefined);
  const hasCopies = backups.copies.count > 0;
  const { data: restored } = restoring;
  const { data: done } = trying;

  return (
    <>
      <section className="backups-kind" aria-labelledby="backups-restore">
        <h3 id="backups-restore">Restore</h3>
        <p>
          {backups.tried === null
            ? "Nobody has tried yet whether a backup can be restored."
            : `Last tried ${inNewYork(backups.tried)}.`}
          {backups.try_due && " It is time to try."}
        </p>
        <p className="soft">
          A try restores a backup to a scratch place, checks it, compares it with the record, and removes it again. Do
          it once a year. To restore takes a folder of your choice; the record of this desk stays as it is.
        </p>
        <form
          ref={form}
          className="backups-form"
          aria-label="Restore a backup"
          onSubmit={(event) => {
            event.preventDefault();
            tryIt(!hasCopies);
          }}
        >
          <Field label="Officer" value={officer} onChange={setOfficer} problem={shown(0)} />
          <Field
            label="Passphrase on the day of the backup"
            type="password"
            value={passphrase}
            onChange={setPassphrase}
            problem={shown(1)}
          />
          <div className="backups-acts">
            {hasCopies && (
              <button type="submit" className="button">
                Try the newest copy
              </button>
            )}
            {hasCopies ? (
              <Button
                onPress={() => {
                  tryIt(true);
                }}
              >
                Try a backup…
              </Button>
            ) : (
              <button type="submit" className="button">
                Try a backup…
              </button>
            )}
            <Button
              onPress={() => {
                begin(restoring.mutate);
              }}
            >
              Restore a backup…
            </Button>
          </div>
        </form>
        <LongWork underWay={restoring.isPending} counting="Entries restored and checked" refused={restoring.error} />
        <LongWork underWay={trying.isPending} counting="Entries restored and checked" refused={trying.error} />
      </section>
      <div role="status" className="backups-found">
        {restored !== null && restored !== undefined && (
          <TwoRecords found={restored}>
            <p>
              It was restored to <bdi>{restored.folder}</bdi>.
            </p>
            <p>
              <bdi>{restored.next}</bdi>
            </p>
          </TwoRecords>
        )}
        {done !== null && done !== undefined && (
          <TwoRecords found={done}>
            <p>
              {done.fits
                ? "That it can be restored is noted. It was removed again."
                : "It was removed again, and does not count as tried."}
            </p>
          </TwoRecords>
        )}
      </div>
    </>
  );
}
