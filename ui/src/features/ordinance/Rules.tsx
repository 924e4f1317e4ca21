import type { PositionView } from "../../ipc/generated";
import { OutcomeTag } from "../../shared/OutcomeTag";
import type { PlacedRule } from "./placed";
import { useSought } from "./useSought";

type Linked = {
  positions: readonly PositionView[];
  /** The name of the rule that somebody followed a link to. */
  sought: string | undefined;
  onPosition: (id: string) => void;
};

/** The rules of one clause, by what is asked. */
export function Rules({ rules, ...linked }: { rules: readonly PlacedRule[] } & Linked) {
  const asks = [...new Set(rules.map(({ rule }) => rule.ask))];
  if (asks.length === 0) return null;
  return (
    <div className="rules">
      {asks.map((ask) => (
        <section key={ask}>
          <h4>{ask}</h4>
          <ul>
            {rules
              .filter(({ rule }) => rule.ask === ask)
              .map((placed) => (
                <Rule key={placed.rule.id} placed={placed} {...linked} />
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** One rule as a lawyer reads it: the outcome and why, what must hold, the words it rests on, the positions taken. */
function Rule({ placed: { rule, place, of }, positions, sought, onPosition }: { placed: PlacedRule } & Linked) {
  const found = useSought<HTMLLIElement>(sought === rule.id);
  return (
    <li ref={found} tabIndex={-1} className="rule">
      <p className="rule-head">
        <OutcomeTag outcome={rule.outcome} label={rule.label} />
        <span className="soft">
          rule {place} of {of}
        </span>
      </p>
      <p>{rule.because}</p>
      {rule.conditions.length === 0 ? (
        <p className="soft">Where none of the rules before it applies.</p>
      ) : (
        <>
          <p className="soft">{rule.conditions.length === 1 ? "Where this holds:" : "Where all of this holds:"}</p>
          <ul className="rule-conditions">
            {rule.conditions.map((condition) => (
              <li key={condition}>{condition}</li>
            ))}
          </ul>
        </>
      )}
      {rule.quote !== "" && <p className="rule-quote">“{rule.quote}”</p>}
      <p className="soft rule-foot">
        <code>{rule.id}</code>
        {rule.positions.length > 0 && <span>Rests on </span>}
        {rule.positions.map((id) => (
          <button
            key={id}
            type="button"
            className="ordinance-link"
            aria-label={[id, positions.find((position) => position.id === id)?.title].join(" ").trim()}
            onClick={() => {
              onPosition(id);
            }}
          >
            {id}
          </button>
        ))}
      </p>
    </li>
  );
}
