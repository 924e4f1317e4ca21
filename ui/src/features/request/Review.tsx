import type { Review as ReviewState } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { withWeekday } from "../../shared/dates";
import { Stopped } from "../../shared/Page";
import { Reasoned } from "../../shared/Reasoned";
import { Said } from "./Said";

type Props = {
  review: ReviewState;
  /** Why the last try was refused. */
  refused: string | undefined;
  onReview: (found: string, reason: string) => void;
};

/** What went out at once to protect life, and another officer's review of that. */
export function Review({ review, refused, onReview }: Props) {
  const { released_by, released_at, own, stands, due } = review;
  const { found, reviewed_by, reviewed_at, reviewed_reason, reviewed_destroyed } = review;
  return (
    <section className="request-approval" aria-label="Released at once">
      <h3>Released at once</h3>
      <Said
        who={own ? "You" : released_by}
        what="gave it out at once, to protect life"
        at={released_at}
        why={null}
        gone={null}
      />
      {!stands && <p>The answer was corrected since, and no longer says that it went out so.</p>}
      {found !== null && (
        <Said
          who={reviewed_by}
          what={`reviewed it: ${found.toLowerCase()}`}
          at={reviewed_at}
          why={reviewed_reason}
          gone={reviewed_destroyed}
        />
      )}
      {due !== null && (
        <p>
          {due.days < 0 && <span className="late">{counted(-due.days, "day")} late. </span>}
          Another officer reviews it by {withWeekday(due.date)}. <span className="soft">{due.how}</span>
        </p>
      )}
      {due !== null && !own && (
        <Reasoned
          label="What you looked at, and why"
          acts={[
            {
              name: "It was not in order",
              main: false,
              act: (reason) => {
                onReview("not_in_order", reason);
              },
            },
            {
              name: "It was in order",
              main: true,
              act: (reason) => {
                onReview("in_order", reason);
              },
            },
          ]}
        />
      )}
      {refused !== undefined && <Stopped>{refused}</Stopped>}
    </section>
  );
}
