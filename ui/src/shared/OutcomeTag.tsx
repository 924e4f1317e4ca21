import "./outcome.css";

import type { ReactNode } from "react";

/** What an outcome looks like: a quiet colour and an icon. The words always stand beside them. */
type Look = { tone: string; icon: ReactNode };

const STOP = <path fill="currentColor" fillRule="evenodd" d="M5 0h6l5 5v6l-5 5H5l-5-5V5zM4 7v2h8V7z" />;
const SWAP = <path fill="none" stroke="currentColor" strokeWidth="2" d="M1 5h12M10 2l3 3-3 3M15 11H3M6 8l-3 3 3 3" />;
const PAPER = <path fill="currentColor" fillRule="evenodd" d="M3 0h7l4 4v12H3zM5 8l3 3 4-5-1-1-3 4-2-2z" />;
const PAUSE = <path fill="currentColor" d="M3 2h4v12H3zM9 2h4v12H9z" />;
const SCALES = (
  <path
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    d="M8 1v13M3 14h10M2 4h12M4 4L1.500 9.500h5zM12 4L9.500 9.500h5z"
  />
);
const LEAF = (
  <path fill="currentColor" d="M14 1C5 1 2 6 2 10c0 1 .2 2 .6 3L1 15l1 1 2-2c1 .6 2 .8 3 .8C12 14.800 14 9 14 1z" />
);
const RING = <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2" />;

const LOOKS: Record<string, Look> = {
  mandatory: { tone: "required", icon: PAPER },
  status_exchange: { tone: "exchange", icon: SWAP },
  benefit: { tone: "benefit", icon: LEAF },
  non_mandatory_prohibited: { tone: "barred", icon: STOP },
  non_mandatory_permitted: { tone: "hold", icon: PAUSE },
  non_mandatory_undetermined: { tone: "hold", icon: PAUSE },
  action_prohibited: { tone: "barred", icon: STOP },
  barred_by_other_law: { tone: "barred", icon: STOP },
  not_covered: { tone: "outside", icon: RING },
  counsel: { tone: "solicitor", icon: SCALES },
};
const OPEN: Look = { tone: "hold", icon: PAUSE };

type Props = {
  /** The outcome's word; null while a question is open. */
  outcome: string | null;
  /** The words that staff read. */
  label: string;
  large?: boolean;
};

/** An outcome in words, with its icon and colour. */
export function OutcomeTag({ outcome, label, large = false }: Props) {
  const { tone, icon } = (outcome === null ? undefined : LOOKS[outcome]) ?? OPEN;
  return (
    <span className={`tag tag-${tone}${large ? " tag-large" : ""}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        {icon}
      </svg>
      {label}
    </span>
  );
}

/** The tone of an outcome, for a bar in a chart: the name of a colour in tokens.css. */
export function toneOf(outcome: string | null): string {
  return ((outcome === null ? undefined : LOOKS[outcome]) ?? OPEN).tone;
}
