import "./backups.css";

import { useEffect, useRef } from "react";

import type { BackupsView } from "../../ipc/generated";
import { useAnswer, useSession } from "../../shared/answers";
import { Button } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { LongWork } from "../../shared/LongWork";
import { inNewYork } from "../../shared/moment";
import { Answered } from "../../shared/Page";
import { useWay } from "../../shared/places";
import { sizeOf } from "../../shared/size";
import { RestoreBackup } from "./RestoreBackup";
import { useBackups } from "./useBackups";

/** What there is of backups, and everything that is done with one. */
export function Backups() {
  const query = useAnswer("backups");
  const { place } = useWay();
  const wanted = place.page === "settings" && place.at === "backups";
  const heading = useRef<HTMLHeadingElement>(null);
  // After the page's own title, which takes the focus on arrival.
  useEffect(() => {
    if (!wanted) return undefined;
    const arrival = window.setTimeout(() => heading.current?.focus());
    return () => {
      window.clearTimeout(arrival);
    };
  }, [wanted]);
  return (
    <section className="panel" aria-label="Backups">
      <header className="panel-head">
        <h2 ref={heading} tabIndex={-1}>
          Backups
        </h2>
        <span className="soft">encrypted like the record; each is checked before it counts</span>
      </header>
      <Answered query={query}>{(backups) => <Kinds backups={backups} />}</Answered>
    </section>
  );
}

function Kinds({ backups }: { backups: BackupsView }) {
  const { practice } = useSession();
  const { making, restoring, trying, underWay } = useBackups();
  const { last, copies } = backups;
  return (
    <div className="panel-body backups">
      <section className="backups-kind" aria-labelledby="backups-elsewhere">
        <h3 id="backups-elsewhere">To another place</h3>
        <p>
          {last === null
            ? "None was made yet."
            : `The last one was made ${inNewYork(last.at)}, ${sizeOf(last.bytes)} large.`}
        </p>
        <p className="soft">
          One file, best on a stick that is kept elsewhere or on a network drive, once a week. To open it takes an
          officer’s passphrase of that day.
        </p>
        <div>
          <Button
            onPress={() => {
              if (!underWay) making.mutate();
            }}
          >
            Back up now…
          </Button>
        </div>
        <LongWork underWay={making.isPending} counting="Entries copied and checked" refused={making.error} />
        <p role="status" className="backups-good">
          {making.data !== null && making.data !== undefined && (
            <>
              The backup was made and checked: <bdi>{making.data.file}</bdi>
            </>
          )}
        </p>
      </section>
      <section className="backups-kind" aria-labelledby="backups-copies">
        <h3 id="backups-copies">Automatic copies</h3>
        <p>
          {copies.newest === null
            ? "None yet."
            : `${counted(copies.count, "copy", "copies")}, ${sizeOf(copies.bytes)} in all. The newest was made ${inNewYork(copies.newest)}.`}
        </p>
        {copies.failed !== null && <p className="stopped">{copies.failed}</p>}
        <p className="soft">
          {practice
            ? "The practice desk makes none."
            : "Made in a quiet minute, in a folder beside the record’s. All of two days stay, then one for each of 12 days, 10 weeks and 9 months. They help if the record is damaged, and not if this computer is lost."}
        </p>
      </section>
      <RestoreBackup backups={backups} restoring={restoring} trying={trying} underWay={underWay} />
    </div>
  );
}
