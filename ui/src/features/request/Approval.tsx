import type { Approval as ApprovalState } from "../../ipc/generated";
import { Stopped } from "../../shared/Page";
import { DecideRelease } from "./DecideRelease";
import { Reasoned } from "../../shared/Reasoned";
import { Said } from "./Said";

type Props = {
  approval: ApprovalState;
  /** Why the last try was refused. */
  refused: string | undefined;
  onAsk: (reason: string) => void;
  onDecide: (approve: boolean, answerable: number | null, reason: string) => void;
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
      {state === "asked" && !own && <DecideRelease canAnswer={approval.can_answer} onDecide={onDecide} />}
      {refused !== undefined && <Stopped>{refused}</Stopped>}
    </section>
  );
}

function HowFar({ approval }: { approval: ApprovalState }) {
  const { state, own, asked_by, asked_at, asked_reason, asked_destroyed, answerable } = approval;
  const { decided_by, decided_at, decided_reason, decided_destroyed } = approval;
  const asks = state === "asked" && !own ? "asks for it" : "asked for it";
  const asked = (
    <Said who={own ? "You" : asked_by} what={asks} at={asked_at} why={asked_reason} gone={asked_destroyed} />
  );
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
          <Said who={decided_by} what="approved it" at={decided_at} why={decided_reason} gone={decided_destroyed} />
          {answerable !== null && (
            <p>
              2(a) bars it. <bdi>{answerable}</bdi> answers for giving it out all the same.
            </p>
          )}
        </>
      );
    case "refused":
      return (
        <>
          {asked}
          <Said who={decided_by} what="refused it" at={decided_at} why={decided_reason} gone={decided_destroyed} />
          <p>It can be asked again, with another reason.</p>
        </>
      );
  }
}
