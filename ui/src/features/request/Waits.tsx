import { useEffect, useRef, useState } from "react";

import type { RequestItem, Wait } from "../../ipc/generated";
import { useWords } from "../../shared/answers";
import { Button } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { PutOnHold } from "./PutOnHold";
import { Reasoned } from "../../shared/Reasoned";
import { Said } from "./Said";

type Props = {
  item: RequestItem;
  /** Why the last try was refused. */
  refused: string | undefined;
  onPause: (waitsFor: string, reason: string) => void;
  onResume: (finding: string) => void;
};

/** What the item waits or waited for: with the Solicitor, or on hold; and the way there and back. */
export function Waits({ item: { waits, held, response, ledger }, refused, onPause, onResume }: Props) {
  const open = waits.find(({ ended }) => ended === null);
  const canWait = response === "pending" && ledger === "disclosure" && open === undefined;
  if (waits.length === 0 && !canWait) return null;
  return (
    <section className={waits.length > 0 ? "request-waits request-waited" : "request-waits"} aria-label="Waits">
      {waits.length > 0 && <h3>{open === undefined ? "Referred or on hold before" : titleOf(open)}</h3>}
      {waits.map((wait, place) => (
        <OneWait key={place} wait={wait} />
      ))}
      {open !== undefined && <ComesBack wait={open} onResume={onResume} />}
      {held === "other_facts" && (
        <p className="notice">What is known of this item has changed since the finding. Refer it again.</p>
      )}
      {canWait && <BeginsToWait onPause={onPause} />}
      {refused !== undefined && <Stopped>{refused}</Stopped>}
    </section>
  );
}

const isReferral = ({ waits_for }: Wait) => waits_for === "solicitor";

/** What an item that waits is called. */
export function titleOf(wait: Wait): string {
  return isReferral(wait) ? "With the Solicitor" : "On hold";
}

function OneWait({ wait }: { wait: Wait }) {
  const { waits } = useWords();
  const { begun_by, begun_at, reason, reason_destroyed, ended } = wait;
  const waitsFor = waits.find(({ value }) => value === wait.waits_for)?.label;
  return (
    <div>
      <Said
        who={begun_by}
        what={isReferral(wait) ? "referred it to the Solicitor" : "put it on hold"}
        at={begun_at}
        why={reason}
        gone={reason_destroyed}
      />
      {!isReferral(wait) && waitsFor !== undefined && <p className="soft">It waits for: {waitsFor}</p>}
      {ended !== null && (
        <Said
          who={ended.by}
          what={
            ended.answered
              ? "answered the item before anything came of it"
              : isReferral(wait)
                ? "recorded the finding"
                : "took it up again"
          }
          at={ended.at}
          why={ended.words}
          gone={ended.words_destroyed}
        />
      )}
    </div>
  );
}

function ComesBack({ wait, onResume }: { wait: Wait; onResume: (finding: string) => void }) {
  return isReferral(wait) ? (
    <>
      <p>Until the finding is recorded, do nothing that was asked. The dates to keep run on.</p>
      <Reasoned
        label="What the Solicitor found"
        missing="Write what the Solicitor found."
        long
        acts={[{ name: "Record the finding", main: true, act: onResume }]}
      />
    </>
  ) : (
    <>
      <p>The dates to keep run on.</p>
      <Reasoned
        label="What came of it"
        missing="Say what came of it."
        acts={[{ name: "Take it up again", main: true, act: onResume }]}
      />
    </>
  );
}

type Way = "refer" | "hold";

/** The two ways to wait. What leaves a form without an act goes back to the button that opened it. */
function BeginsToWait({ onPause }: { onPause: (waitsFor: string, reason: string) => void }) {
  const [way, setWay] = useState<Way>();
  const ways = useRef<HTMLDivElement>(null);
  const back = useRef<Way>(undefined);
  useEffect(() => {
    if (way !== undefined || back.current === undefined) return;
    ways.current?.querySelector<HTMLElement>(`[data-way="${back.current}"] button`)?.focus();
    back.current = undefined;
  }, [way]);

  function leave() {
    back.current = way;
    setWay(undefined);
  }

  switch (way) {
    case "refer":
      return (
        <Reasoned
          label="Question to the Solicitor"
          missing="Write the question."
          long
          takesFocus
          acts={[
            {
              name: "Refer to the Solicitor",
              main: true,
              act: (reason) => {
                onPause("solicitor", reason);
              },
            },
          ]}
          onCancel={leave}
        />
      );
    case "hold":
      return <PutOnHold onHold={onPause} onCancel={leave} />;
    case undefined:
      return (
        <div ref={ways} className="request-acts">
          <div data-way="refer">
            <Button
              onPress={() => {
                setWay("refer");
              }}
            >
              Refer to the Solicitor…
            </Button>
          </div>
          <div data-way="hold">
            <Button
              onPress={() => {
                setWay("hold");
              }}
            >
              Put on hold…
            </Button>
          </div>
        </div>
      );
  }
}
