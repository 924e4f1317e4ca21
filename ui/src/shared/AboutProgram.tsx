import "./about.css";

import { useAnswer } from "./answers";
import { Answered } from "./Page";

/** What the program is and is not, and the versions of what works in it. */
export function AboutProgram() {
  const query = useAnswer("about");
  return (
    <>
      <p>
        Disclosure Gatekeeper logs what others ask the City for, says item by item what the Safe City Ordinance
        requires, keeps the record, and counts each quarter for the City Council.
      </p>
      <p>
        It is not legal advice. Its readings of the ordinance are proposals until the City Solicitor signs them off. It
        cannot know what nobody logs, nor whether what is typed is true. It works without a network, and nothing leaves
        this computer unless somebody saves it.
      </p>
      <Answered query={query}>
        {({ version, ordinance, rules, text, library }) => (
          <dl className="about-versions">
            <dt>Program</dt>
            <dd>Disclosure Gatekeeper {version}</dd>
            <dt>Ordinance</dt>
            <dd>{ordinance}</dd>
            <dt>Rules</dt>
            <dd>{rules}</dd>
            <dt>Text</dt>
            <dd>{text}</dd>
            <dt>Record kept by</dt>
            <dd>{library}</dd>
          </dl>
        )}
      </Answered>
    </>
  );
}
