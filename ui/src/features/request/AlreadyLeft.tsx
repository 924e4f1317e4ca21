import { Check } from "./Check";

type Props = {
  /** What it left without. */
  without: "approval" | "finding";
  checked: boolean;
  onChange: (checked: boolean) => void;
};

/** Says that something has left already: then it is recorded as that, and never as approved. */
export function AlreadyLeft({ without, checked, onChange }: Props) {
  return (
    <Check checked={checked} onChange={onChange}>
      It has already left: a call, a tip, someone looked. It is recorded as it happened,{" "}
      {without === "approval" ? "without approval, and the report shows it" : "without a finding"}.
    </Check>
  );
}
