import { useEffect, useRef, useState } from "react";

import type { RequestView, SealView } from "../../ipc/generated";
import { useSession, useWords } from "../../shared/answers";
import { ChoiceField, Field } from "../../shared/controls";
import { readable } from "../../shared/dates";
import { Panel, Stopped } from "../../shared/Page";
import { Correctable } from "./Correctable";
import { Reasoned } from "../../shared/Reasoned";
import { Said } from "./Said";
import { useRequestAct } from "./useRequestAct";

/** The seals of the request: what they keep secret and until when; for who seals, the way to seal it and to lift a seal. */
export function Seals({ request: { number, seals, sealed_until: until } }: { request: RequestView }) {
  const { duties } = useSession();
  const acted = useRef(false);
  const said = useRef<HTMLParagraphElement>(null);
  const done = () => {
    acted.current = true;
  };
  const sealing = useRequestAct("seal_request", done);
  const lifting = useRequestAct("lift_seal", done);
  // The form that acted is gone: one goes on where the state of the request is told.
  useEffect(() => {
    if (acted.current) said.current?.focus();
    acted.current = false;
  }, [seals]);
  const seals_it = duties.includes("seal");
  if (!seals_it && seals.length === 0) return null;
  return (
    <Panel title="Order of secrecy">
      <div className="panel-body request-holds">
        <p ref={said} tabIndex={-1} className={until === null ? "soft" : "notice"}>
          {until === null
            ? "This request is not sealed."
            : `This request is sealed until ${readable(until)}. Only a solicitor and an auditor see it, no report and no exported list has it, and each opening of it is noted.`}
        </p>
        {seals.map((seal, place) => (
          <OneSeal key={`${seal.sealed.at} ${String(place)}`} seal={seal} />
        ))}
        {seals_it && (
          <Correctable key={`seal ${String(seals.length)}`} name={until === null ? "Seal it…" : "Seal it for longer…"}>
            {(close) => (
              <SealIt
                onSeal={(ask) => {
                  sealing.mutate({ number, ...ask });
                }}
                onCancel={close}
              />
            )}
          </Correctable>
        )}
        {seals_it && until !== null && (
          <Correctable key={`lift ${String(seals.length)}`} name="Lift the seal…">
            {(close) => (
              <Reasoned
                label="Why it is lifted"
                missing="Say why it is lifted."
                takesFocus
                acts={[
                  {
                    name: "Lift the seal",
                    main: true,
                    act: (reason) => {
                      lifting.mutate({ number, reason });
                    },
                  },
                ]}
                onCancel={close}
              />
            )}
          </Correctable>
        )}
        {sealing.error !== null && <Stopped>{sealing.error.message}</Stopped>}
        {lifting.error !== null && <Stopped>{lifting.error.message}</Stopped>}
      </div>
    </Panel>
  );
}

function OneSeal({ seal: { until, counted, under, sealed, lifted } }: { seal: SealView }) {
  return (
    <section className="request-hold" aria-label={`Seal until ${readable(until)}`}>
      <h3>Until {readable(until)}</h3>
      <p>
        {under}. {counted ? "It may be counted in reports." : "It may not be counted in reports."}
      </p>
      <Said who={sealed.by} what="sealed it" at={sealed.at} why={sealed.reason} gone={sealed.reason_destroyed} />
      {lifted !== null && (
        <Said who={lifted.by} what="lifted it" at={lifted.at} why={lifted.reason} gone={lifted.reason_destroyed} />
      )}
    </section>
  );
}

type SealProps = {
  onSeal: (ask: { until: string; counted: boolean; under: string; reason: string }) => void;
  onCancel: () => void;
};

function SealIt({ onSeal, onCancel }: SealProps) {
  const { sealed_under: kinds } = useWords();
  const [under, setUnder] = useState("");
  const [until, setUntil] = useState("");
  const [counted, setCounted] = useState(false);
  const [tried, setTried] = useState(false);
  const day = useRef<HTMLInputElement>(null);
  return (
    <Reasoned
      label="Which order it is, and when it came"
      missing="Say which order it is."
      acts={[
        {
          name: "Seal the request",
          main: true,
          act: (reason) => {
            setTried(true);
            if (until === "") day.current?.focus();
            else if (under !== "") onSeal({ until, counted, under, reason });
          },
        },
      ]}
      onCancel={onCancel}
    >
      <p className="soft">
        While it is sealed, only a solicitor and an auditor see this request. No report and no exported list has it,
        whoever makes them, and nothing of it is destroyed. On its day the seal ends by itself. An order that was
        renewed is entered with its later day.
      </p>
      <ChoiceField
        label="Kind of order"
        choices={kinds}
        value={under}
        onChange={setUnder}
        problem={tried && under === "" ? "Choose the kind of order." : undefined}
        none="Choose"
      />
      <Field
        label="The first day on which it is no longer sealed"
        type="date"
        value={until}
        onChange={setUntil}
        problem={tried && until === "" ? "Give the day that the order names." : undefined}
        inputRef={day}
      />
      <label className="request-counted">
        <input
          type="checkbox"
          checked={counted}
          onChange={(event) => {
            setCounted(event.target.checked);
          }}
        />{" "}
        The order allows that it is counted, as one number apart
      </label>
    </Reasoned>
  );
}
