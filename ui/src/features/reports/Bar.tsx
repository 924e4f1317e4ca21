import "./counts.css";

type Props = {
  count: number;
  /** The count whose bar is full. */
  longest: number;
  /** A colour of tokens.css, by the name of its tone. */
  tone: string;
};

/** A count as a quiet bar, in a cell of its own. For the eye only: the number stands beside it. */
export function Bar({ count, longest, tone }: Props) {
  return (
    <td className="report-bar" aria-hidden="true">
      <span className={`bar-${tone}`} style={{ width: `${String((100 * count) / Math.max(1, longest))}%` }} />
    </td>
  );
}
