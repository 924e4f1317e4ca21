import type { ReactNode } from "react";

import type { PositionView, RuleView } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { Panel } from "../../shared/Page";
import { Prose, ProseLine } from "./Prose";
import { useSought } from "./useSought";

type Props = {
  positions: readonly PositionView[];
  rules: readonly RuleView[];
  /** The name of the position that somebody followed a link to. */
  sought: string | undefined;
  onRule: (id: string) => void;
};

/** The open questions of interpretation, and the position the program takes on each. */
export function Positions({ positions, rules, sought, onRule }: Props) {
  const known = new Set(rules.map(({ id }) => id));
  return (
    <Panel title="Open questions" beside={`${counted(positions.length, "position")}; open one to read it`}>
      <ul className="positions">
        {positions.map((position) => (
          <Position
            key={position.id}
            position={position}
            sought={sought === position.id}
            named={(name) =>
              known.has(name) ? (
                <button
                  type="button"
                  className="ordinance-link"
                  onClick={() => {
                    onRule(name);
                  }}
                >
                  {name}
                </button>
              ) : (
                <code>{name}</code>
              )
            }
          />
        ))}
      </ul>
    </Panel>
  );
}

type PositionProps = {
  position: PositionView;
  sought: boolean;
  named: (name: string) => ReactNode;
};

function Position({ position: { id, title, text }, sought, named }: PositionProps) {
  const found = useSought<HTMLElement>(sought);
  return (
    <li>
      <details open={sought}>
        <summary ref={found}>
          <h3>
            <span className="position-id">{id}</span> <ProseLine text={title} />
          </h3>
        </summary>
        <div className="position-text">
          <Prose text={text} named={named} />
        </div>
      </details>
    </li>
  );
}
