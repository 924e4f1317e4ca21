import { AboutProgram } from "../shared/AboutProgram";
import { Sheet } from "./Sheet";

/** What the program is: from the menu, at a locked desk as well. */
export function About({ shown, onClose }: { shown: boolean; onClose: () => void }) {
  return (
    <Sheet title="Disclosure Gatekeeper" shown={shown} onClose={onClose}>
      <AboutProgram />
    </Sheet>
  );
}
