import { useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { Opening, Session, Trainee } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { OpeningFrame } from "./OpeningFrame";
import { UnlockForm } from "./UnlockForm";
import { useFirstField } from "./useFirstField";

type Props = {
  officers: readonly Trainee[];
  onOpen: (session: Session) => void;
  onEnd: (opening: Opening) => void;
};

/** The practice desk while it is locked: its two officers with their passphrases, so that one can ask and the other
 * approve. */
export function PracticeLocked({ officers, onOpen, onEnd }: Props) {
  const field = useFirstField();
  const [refused, setRefused] = useState<Refused>();

  function end() {
    call("end_practice").then(onEnd, (reason: unknown) => {
      setRefused(reason as Refused);
    });
  }

  return (
    <OpeningFrame title="The practice desk is locked">
      <UnlockForm officers={officers.map(({ name }) => name)} onOpen={onOpen} field={field} />
      <section className="panel opening-practice" aria-labelledby="practice-heading">
        <h2 id="practice-heading">Who practises here</h2>
        <p>
          What Section 2(a) flags goes out only when a second officer approves it. Ask as one of the two, lock the desk,
          and decide as the other.
        </p>
        <dl className="opening-trainees">
          {officers.map(({ name, passphrase }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{passphrase}</dd>
            </div>
          ))}
        </dl>
        <p className="soft">These passphrases keep nothing that is real.</p>
        <Button onPress={end}>End the practice</Button>
        {refused !== undefined && <Stopped>{refused.message}</Stopped>}
      </section>
    </OpeningFrame>
  );
}
