import "./ordinance.css";

import { useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";

import type { OrdinanceView } from "../../ipc/generated";
import { useAnswer } from "../../shared/answers";
import { Answered, Page } from "../../shared/Page";
import { Positions } from "./Positions";
import { TextAndRules } from "./TextAndRules";
import { WhatIf } from "./WhatIf";

/** The law as the program applies it: its text with the rules beside it, the open questions, and a *what if*. */
export function Ordinance() {
  const query = useAnswer("ordinance");
  return (
    <Page title="The ordinance">
      <Answered query={query}>{(ordinance) => <Parts ordinance={ordinance} />}</Answered>
    </Page>
  );
}

/** The parts of the page, each under its tab. Rules and positions lead to one another: who follows such a link comes to
 * the other part, with the focus on what was sought. */
function Parts({ ordinance: { texts, rules, positions } }: { ordinance: OrdinanceView }) {
  const [part, setPart] = useState("text");
  const [sought, setSought] = useState<string>();
  const seek = (part: string) => (id: string) => {
    setPart(part);
    setSought(id);
  };
  return (
    <Tabs
      className="ordinance"
      selectedKey={part}
      onSelectionChange={(key) => {
        setPart(String(key));
        setSought(undefined);
      }}
    >
      <TabList className="ordinance-tabs" aria-label="Parts of this page">
        <Tab id="text" className="ordinance-tab">
          Text and rules
        </Tab>
        <Tab id="positions" className="ordinance-tab">
          Open questions
        </Tab>
        <Tab id="what-if" className="ordinance-tab">
          What if
        </Tab>
      </TabList>
      <TabPanel id="text">
        <TextAndRules
          texts={texts}
          rules={rules}
          positions={positions}
          sought={sought}
          onPosition={seek("positions")}
        />
      </TabPanel>
      <TabPanel id="positions">
        <Positions positions={positions} rules={rules} sought={sought} onRule={seek("text")} />
      </TabPanel>
      <TabPanel id="what-if">
        <WhatIf />
      </TabPanel>
    </Tabs>
  );
}
