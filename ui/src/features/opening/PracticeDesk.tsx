import { call } from "../../ipc/call";
import type { Session } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { useOpening } from "./useOpening";

/** The way to the practice desk, which needs no passphrase and leaves nothing behind. */
export function PracticeDesk({ onOpen }: { onOpen: (session: Session) => void }) {
  const { refused, attempt } = useOpening(onOpen);
  return (
    <section className="panel opening-practice" aria-labelledby="practice-heading">
      <h2 id="practice-heading">The practice desk</h2>
      <p>It is the same program on made-up requests, for two officers. Nothing you do there touches the record.</p>
      <Button
        onPress={() => {
          void attempt(() => call("practise"));
        }}
      >
        Try it on the practice desk
      </Button>
      {refused !== undefined && <Stopped>{refused.message}</Stopped>}
    </section>
  );
}
