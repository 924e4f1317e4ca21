import { useState } from "react";

import { useWords } from "../../shared/answers";
import { ChoiceField } from "../../shared/controls";
import { Reasoned } from "../../shared/Reasoned";

type Props = { onHold: (waitsFor: string, reason: string) => void; onCancel: () => void };

/** What an item on hold waits for, and why. */
export function PutOnHold({ onHold, onCancel }: Props) {
  const { waits } = useWords();
  const [waitsFor, setWaitsFor] = useState("");
  const [tried, setTried] = useState(false);
  return (
    <Reasoned
      label="Why it waits"
      missing="Say why it waits."
      takesFocus
      acts={[
        {
          name: "Put on hold",
          main: true,
          act: (reason) => {
            setTried(true);
            if (waitsFor !== "") onHold(waitsFor, reason);
          },
        },
      ]}
      onCancel={onCancel}
    >
      <ChoiceField
        label="It waits for"
        choices={waits.filter(({ value }) => value !== "solicitor")}
        value={waitsFor}
        onChange={setWaitsFor}
        none="Choose what it waits for"
        problem={tried && waitsFor === "" ? "Say what it waits for." : undefined}
      />
    </Reasoned>
  );
}
