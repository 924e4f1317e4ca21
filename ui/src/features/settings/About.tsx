import { useAnswer } from "../../shared/answers";
import { Answered, Panel } from "../../shared/Page";

/** The versions of what works here, and what the program is and is not. */
export function About() {
  const query = useAnswer("about");
  return (
    <Panel title="About">
      <div className="panel-body settings-form">
        <p>
          Disclosure Gatekeeper logs what others ask the City for, says item by item what the Safe City Ordinance
          requires, keeps the record, and counts each quarter for the City Council.
        </p>
        <p>
          It is not legal advice. Its readings of the ordinance are proposals until the City Solicitor signs them off.
          It cannot know what nobody logs, nor whether what is typed is true. It works without a network, and nothing
          leaves this computer unless somebody saves it.
        </p>
        <Answered query={query}>
          {({ version, ordinance, rules, text, library }) => (
            <dl className="settings-versions">
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
      </div>
    </Panel>
  );
}
