import { Check } from "./Check";

type Props = { checked: boolean; onChange: (checked: boolean) => void };

/** Says that something goes out at once, because someone's life or safety is at stake: then it is recorded as that, and
 * never as approved. */
export function AtOnce({ checked, onChange }: Props) {
  return (
    <Check checked={checked} onChange={onChange}>
      It goes out at once to protect someone’s life or safety. It is recorded as that, and another officer reviews it
      within one business day.
    </Check>
  );
}
