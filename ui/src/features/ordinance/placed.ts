import type { RuleView } from "../../ipc/generated";

/** A rule, and when it is looked at. */
export type PlacedRule = {
  rule: RuleView;
  /** Its place among the rules of its ask, from 1. */
  place: number;
  /** How many rules its ask has. */
  of: number;
};

/** Rules with their places: the order counts, for the first one that applies decides. */
export function placed(rules: readonly RuleView[]): PlacedRule[] {
  return rules.map((rule) => {
    const kin = rules.filter(({ ask }) => ask === rule.ask);
    return { rule, place: kin.indexOf(rule) + 1, of: kin.length };
  });
}
