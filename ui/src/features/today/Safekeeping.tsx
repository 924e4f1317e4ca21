import { useSession } from "../../shared/answers";
import { Button } from "../../shared/controls";
import { useWay } from "../../shared/places";

/** What the program says of the record's backups, where something is to be done. The practice desk has nothing to lose. */
export function Safekeeping({ said }: { said: readonly string[] }) {
  const { practice } = useSession();
  const { go } = useWay();
  if (practice || said.length === 0) return null;
  return (
    <section className="notice today-safekeeping" aria-label="Backups">
      <p>{said.join(" ")}</p>
      <Button
        onPress={() => {
          go({ page: "settings", at: "backups" });
        }}
      >
        Go to backups
      </Button>
    </section>
  );
}
