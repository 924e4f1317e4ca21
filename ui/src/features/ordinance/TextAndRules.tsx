import { useState } from "react";

import type { OrdinanceText, PositionView, RuleView } from "../../ipc/generated";
import { ChoiceField } from "../../shared/controls";
import { readable } from "../../shared/dates";
import { Panel } from "../../shared/Page";
import { Clause } from "./Clause";
import { Rules } from "./Rules";
import { placed } from "./placed";

type Props = {
  texts: readonly OrdinanceText[];
  rules: readonly RuleView[];
  positions: readonly PositionView[];
  /** The name of the rule that somebody followed a link to. */
  sought: string | undefined;
  onPosition: (id: string) => void;
};

/** The ordinance, section by section. The rules stand beside the text that governs, for it is what they apply. */
export function TextAndRules({ texts, rules, positions, sought, onPosition }: Props) {
  const [governing] = texts;
  const [version, setVersion] = useState(governing?.version);
  const shown = texts.find((text) => text.version === version) ?? governing;
  if (shown === undefined) return null;
  const governs = shown === governing;
  const all = governs ? placed(rules) : [];
  const clauses = new Set(shown.sections.map(({ clause }) => clause));
  const elsewhere = all.filter(({ rule }) => !clauses.has(rule.clause));
  const linked = { positions, sought, onPosition };

  return (
    <Panel title={governs ? "The text, and the rules beside it" : "Another version of the text"}>
      <div className="panel-body">
        <div className="ordinance-version">
          <ChoiceField
            label="Version"
            choices={texts.map((text, place) => ({
              value: text.version,
              label: text.version,
              hint: place === 0 ? "It governs." : "For comparison.",
            }))}
            value={shown.version}
            onChange={setVersion}
            none="The one that governs"
          />
          <div>
            <p className="soft">
              {governs
                ? "This text governs. "
                : "For comparison: another text governs, and the rules follow that one. "}
              In force from {readable(shown.in_force_from)}. {shown.source}
            </p>
            {governs && (
              <p>
                The rules for one thing that is asked are looked at in their order. The first one that applies decides.
              </p>
            )}
          </div>
        </div>
        {shown.sections.map((section) => (
          <Clause key={section.heading} section={section}>
            <Rules
              rules={all.filter(({ rule }) => section.clause !== "" && rule.clause === section.clause)}
              {...linked}
            />
          </Clause>
        ))}
        {elsewhere.length > 0 && (
          <section className="clause">
            <div>
              <h3>Other laws</h3>
              <p className="soft">These rules rest on a law outside the ordinance.</p>
            </div>
            <Rules rules={elsewhere} {...linked} />
          </section>
        )}
      </div>
    </Panel>
  );
}
