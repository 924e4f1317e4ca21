import type { ReactNode } from "react";

import type { Section } from "../../ipc/generated";
import { Prose } from "./Prose";

/** One passage of the text, to the letter; what reads like a slip is marked, and told below. Beside it, its rules. */
export function Clause({ section: { heading, text, slips }, children }: { section: Section; children: ReactNode }) {
  const marked = slips.reduce((text, { words }) => text.replace(words, () => `${words} [sic]`), text);
  return (
    <section className="clause">
      <div className="clause-text">
        <h3>{/^\d/.test(heading) ? `Section ${heading}` : heading.charAt(0).toUpperCase() + heading.slice(1)}</h3>
        <div className="clause-words">
          <Prose text={marked} />
        </div>
        {slips.map(({ words, note }) => (
          <p key={words} className="soft clause-slip">
            “{words}” [sic]: {note}
          </p>
        ))}
      </div>
      {children}
    </section>
  );
}
