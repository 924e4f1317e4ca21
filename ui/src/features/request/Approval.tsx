import { type SubmitEvent, useRef, useState } from "react";

import type { Approval as ApprovalState } from "../../ipc/generated";
import { Button, Field } from "../../shared/controls";
import { readable } from "../../shared/dates";
import { Stopped } from "../../shared/Page";

type Props = {
  approval: ApprovalState;
  /** Why the last try was refused. */
  refused: string | undefined;
  onAsk: (reason: string) => void;
  onDecide: (approve: boolean, reason: string) => void;
};

/** What giving the item out takes: another officer's approval, and how far that is. */
export function Approval({ approval, refused, onAsk, onDecide }: Props) {
  const { state, own } = approval;
  return (
    <section className="request-approval" aria-label="Second officer">
      <h3>Second officer</h3>
      <HowFar approval={approval} />
      {(state === "needed" || state === "refused") && (
        <Reasoned
          // A reason typed for one step is not one for the next.
          key={state}
          label="Why it should go out"
          acts={[{ name: "Ask a second officer", main: true, act: onAsk }]}
        />
      )}
      {state === "asked" && !own && (
        <Reasoned
          key={state}
          label="Why, or why not"
          acts={[
            {
              name: "Refuse the release",
              main: false,
              act: (reason) => {
                onDecide(false, reason);
              },
            },
            {
              name: "Approve the release",
              main: true,
              act: (reason) => {
                onDecide(true, reason);
              },
            },
          ]}
        />
      )}
      {refused !== undefined && <Stopped>{refused}</Stopped>}
    </section>
  );
}

function HowFar({ approval }: { approval: ApprovalState }) {
  const { state, own, asked_by, asked_at, asked_reason, decided_by, decided_at, decided_reason } = approval;
  const asks = state === "asked" && !own ? "asks for it" : "asked for it";
  const asked = <Said who={own ? "You" : asked_by} what={asks} at={asked_at} why={asked_reason} />;
  switch (state) {
    case "needed":
      return <p>Giving this out takes the approval of another officer. Keeping it back takes none.</p>;
    case "asked":
      return (
        <>
          {asked}
          {own && <p>Another officer opens the desk and decides here. Until then, do not give it out.</p>}
        </>
      );
    case "given":
      return (
        <>
          {asked}
          <Said who={decided_by} what="approved it" at={decided_at} why={decided_reason} />
        </>
      );
    case "refused":
      return (
        <>
          {asked}
          <Said who={decided_by} what="refused it" at={decided_at} why={decided_reason} />
          <p>It can be asked again, with another reason.</p>
        </>
      );
  }
}

type SaidProps = { who: string | null; what: string; at: string | null; why: string | null };

function Said({ who, what, at, why }: SaidProps) {
  return (
    <p>
      <strong>
        <bdi>{who ?? "An officer"}</bdi> {what}
      </strong>
      {at !== null && `, ${readable(at)}`}
      {why !== null && (
        <>
          : “<bdi>{why}</bdi>”
        </>
      )}
    </p>
  );
}

type Act = { name: string; main: boolean; act: (reason: string) => void };

/** A reason, and what can be done with it. No act without one: it stands in the record. */
function Reasoned({ label, acts }: { label: string; acts: readonly Act[] }) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const missing = reason.trim() === "";

  function withReason(act: (reason: string) => void) {
    setTried(true);
    if (missing) field.current?.focus();
    else act(reason.trim());
  }

  return (
    <form
      className="request-reasoned"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
      }}
    >
      <Field
        label={label}
        hint="It stands in the record. Name no person."
        value={reason}
        onChange={setReason}
        problem={tried && missing ? "Give a reason." : undefined}
        inputRef={field}
      />
      <div className="request-acts">
        {acts.map(({ name, main, act }) => (
          <Button
            key={name}
            main={main}
            onPress={() => {
              withReason(act);
            }}
          >
            {name}
          </Button>
        ))}
      </div>
    </form>
  );
}
