import { AboutProgram } from "../../shared/AboutProgram";
import { Panel } from "../../shared/Page";

/** The versions of what works here, and what the program is and is not. */
export function About() {
  return (
    <Panel title="About">
      <div className="panel-body settings-form">
        <AboutProgram />
      </div>
    </Panel>
  );
}
