import { useAnswer } from "../shared/answers";
import { Sheet } from "./Sheet";

/** What the program is. */
export function About({ shown, onClose }: { shown: boolean; onClose: () => void }) {
  const { data: about } = useAnswer("about");
  return (
    <Sheet title="Disclosure Gatekeeper" shown={shown} onClose={onClose}>
      <p>
        It records what is asked of the City, says what the Northampton Safe City Ordinance requires, and accounts for
        each quarter. It is no legal advice.
      </p>
      {about !== undefined && (
        <p>
          Version {about.version}. Ordinance {about.ordinance}.
        </p>
      )}
    </Sheet>
  );
}
