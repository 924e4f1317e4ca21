import type { LetterParagraph, LetterWanted } from "../../ipc/generated";
import { useAnswerTo } from "../../shared/answers";
import { Answered } from "../../shared/Page";

/** A letter as it will stand on paper. */
export function LetterOnPaper({ wanted }: { wanted: LetterWanted }) {
  const query = useAnswerTo("show_letter", wanted);
  return (
    <Answered query={query}>
      {(shown) => (
        <article className="letter-paper" aria-label="The letter" lang={wanted.language}>
          <header>
            <p className="letter-head">{shown.office}</p>
            {shown.letterhead.map((line) => (
              <p key={line} className="soft">
                {line}
              </p>
            ))}
          </header>
          <p>
            {shown.to ?? (
              <span className="soft" lang="en">
                The envelope is addressed by hand: the record keeps no name of a person.
              </span>
            )}
          </p>
          <p>
            {shown.dated}
            <br />
            {shown.reference}
          </p>
          <h3>{shown.subject}</h3>
          {shown.paragraphs.map((paragraph, place) => (
            <Said key={place} paragraph={paragraph} />
          ))}
          <p>
            {shown.farewell}
            <br />
            {shown.signer}
          </p>
        </article>
      )}
    </Answered>
  );
}

function Said({ paragraph: { text, points } }: { paragraph: LetterParagraph }) {
  if (text !== null) return <p>{text}</p>;
  if (points.length === 0) return <div className="letter-by-hand" role="img" aria-label="A line to write on by hand" />;
  return (
    <ul>
      {points.map((point, place) => (
        <li key={place}>{point}</li>
      ))}
    </ul>
  );
}
