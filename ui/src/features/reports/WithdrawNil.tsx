import { type SubmitEvent, useEffect, useRef, useState } from "react";

import { useWords } from "../../shared/answers";
import { Button, ChoiceField } from "../../shared/controls";

type Props = {
  department: string;
  onWithdraw: (why: string) => void;
  onCancel: () => void;
};

/** A certified nil was entered wrongly: why. */
export function WithdrawNil({ department, onWithdraw, onCancel }: Props) {
  const { corrections } = useWords();
  const [why, setWhy] = useState("");
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const first = () => form.current?.querySelector<HTMLElement>(".field-button");
  // The button that led here is gone.
  useEffect(() => {
    first()?.focus();
  }, []);

  function withdraw(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (why === "") first()?.focus();
    else onWithdraw(why);
  }

  return (
    <form
      ref={form}
      className="coverage-form"
      onSubmit={withdraw}
      aria-label={`Withdraw the certified nil of ${department}`}
    >
      <h3>
        Withdraw the certified nil of <bdi>{department}</bdi>
      </h3>
      <ChoiceField
        label="Why it is withdrawn"
        choices={corrections}
        value={why}
        onChange={setWhy}
        none="Choose the reason"
        problem={tried && why === "" ? "Say why. The reason stands in the record." : undefined}
      />
      <div className="coverage-acts">
        <button type="submit" className="button">
          Withdraw it
        </button>
        <Button onPress={onCancel}>Leave it as it is</Button>
      </div>
    </form>
  );
}
