import { useEffect, useRef, useState } from "react";

import type { LegalHoldView, RequestView } from "../../ipc/generated";
import { Field } from "../../shared/controls";
import { Panel, Stopped } from "../../shared/Page";
import { Correctable } from "./Correctable";
import { Reasoned } from "../../shared/Reasoned";
import { Said } from "./Said";
import { useRequestAct } from "./useRequestAct";

/** The legal holds of the request: those that stand, those that were lifted, and the way to place and lift one. */
export function LegalHolds({ request: { number, legal_holds: holds } }: { request: RequestView }) {
  const stands = holds.some(({ lifted }) => lifted === null);
  const acted = useRef(false);
  const said = useRef<HTMLParagraphElement>(null);
  const done = () => {
    acted.current = true;
  };
  const placing = useRequestAct("place_hold", done);
  const lifting = useRequestAct("lift_hold", done);
  // The form that acted is gone: one goes on where the state of the request is told.
  useEffect(() => {
    if (acted.current) said.current?.focus();
    acted.current = false;
  }, [holds]);
  return (
    <Panel title="Legal hold">
      <div className="panel-body request-holds">
        <p ref={said} tabIndex={-1} className={stands ? "notice" : "soft"}>
          {stands
            ? "This request is on legal hold. Nothing of it may be destroyed."
            : "No legal hold stands on this request."}
        </p>
        {holds.map((hold) => (
          <OneHold
            key={`${String(hold.hold)} ${hold.lifted === null ? "stands" : "lifted"}`}
            hold={hold}
            onLift={(reason) => {
              lifting.mutate({ number, hold: hold.hold, reason });
            }}
          />
        ))}
        <Correctable key={holds.length} name="Place a legal hold…">
          {(close) => (
            <PlaceHold
              onPlace={(reference, reason) => {
                placing.mutate({ number, reference, reason });
              }}
              onCancel={close}
            />
          )}
        </Correctable>
        {placing.error !== null && <Stopped>{placing.error.message}</Stopped>}
        {lifting.error !== null && <Stopped>{lifting.error.message}</Stopped>}
      </div>
    </Panel>
  );
}

function OneHold({ hold, onLift }: { hold: LegalHoldView; onLift: (reason: string) => void }) {
  const { placed, lifted, reference } = hold;
  return (
    <section className="request-hold" aria-label={`Legal hold ${String(hold.hold)}`}>
      <h3>
        Legal hold {hold.hold}
        {reference !== null && (
          <>
            : <bdi>{reference}</bdi>
          </>
        )}
      </h3>
      <Said who={placed.by} what="placed it" at={placed.at} why={placed.reason} gone={placed.reason_destroyed} />
      {lifted === null ? (
        <Correctable name={`Lift legal hold ${String(hold.hold)}…`}>
          {(close) => (
            <Reasoned
              label="Why it is lifted"
              missing="Say why it is lifted."
              takesFocus
              acts={[{ name: "Lift the legal hold", main: true, act: onLift }]}
              onCancel={close}
            />
          )}
        </Correctable>
      ) : (
        <Said who={lifted.by} what="lifted it" at={lifted.at} why={lifted.reason} gone={lifted.reason_destroyed} />
      )}
    </section>
  );
}

type PlaceProps = { onPlace: (reference: string, reason: string) => void; onCancel: () => void };

function PlaceHold({ onPlace, onCancel }: PlaceProps) {
  const [reference, setReference] = useState("");
  return (
    <Reasoned
      label="Why it is placed"
      missing="Say why it is placed."
      takesFocus
      acts={[
        {
          name: "Place the legal hold",
          main: true,
          act: (reason) => {
            onPlace(reference.trim(), reason);
          },
        },
      ]}
      onCancel={onCancel}
    >
      <p className="soft">
        While it stands, nothing of this request may be destroyed, and no item of it moves to the § 1373 ledger. The
        item goes on as before: this is not the hold of an item that waits.
      </p>
      <Field
        label="Number of the case or the letter"
        hint="If there is one. No names."
        value={reference}
        onChange={setReference}
      />
    </Reasoned>
  );
}
