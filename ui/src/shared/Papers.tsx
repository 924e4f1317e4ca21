import "./papers.css";

import { useWords } from "./answers";

/** The papers that staff see: what each is, who signs it, whether it compels. Where the kind of paper is known, only
 * those of that kind. */
export function PapersHelp({ instrument }: { instrument?: string | undefined }) {
  const { papers } = useWords();
  const ofKind = papers.filter((paper) => paper.instrument === instrument);
  const shown = ofKind.length > 0 ? ofKind : papers;
  return (
    <details className="papers">
      <summary>Help with papers</summary>
      <ul>
        {shown.map((paper) => (
          <li key={paper.name}>
            <p>
              <strong>{paper.name}</strong> {paper.title}
            </p>
            <dl>
              <dt>What it is</dt>
              <dd>{paper.what}</dd>
              <dt>Who signs it</dt>
              <dd>{paper.signed_by}</dd>
              <dt>Does it compel?</dt>
              <dd>{paper.compels}</dd>
            </dl>
          </li>
        ))}
      </ul>
    </details>
  );
}
