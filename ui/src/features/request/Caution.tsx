import type { Determination } from "../../ipc/generated";
import { useWords } from "../../shared/answers";

/** What the determination says against giving it, before it is recorded as given: in the program's words only. */
export function Caution({
  determination: { outcome, label, because, flag, next_steps },
}: {
  determination: Determination;
}) {
  const { flags } = useWords();
  if (outcome === null) return <p className="notice">{label}. A question about this item is still open.</p>;
  if (flag !== "high" && flag !== "medium") return null;
  const flagged = flags.find(({ value }) => value === flag);
  return (
    <p className="notice">
      <strong>{label}.</strong> {because} {next_steps[0]}{" "}
      {flagged !== undefined && `Under 2(a) it is flagged “${flagged.label}”.`}
    </p>
  );
}
