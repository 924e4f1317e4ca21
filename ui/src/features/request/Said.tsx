import { readable } from "../../shared/dates";

type Props = { who: string | null; what: string; at: string | null; why: string | null };

/** What an officer did or said about an item, when, and in which words. */
export function Said({ who, what, at, why }: Props) {
  return (
    <p>
      <strong>
        <bdi>{who ?? "An officer"}</bdi> {what}
      </strong>
      {at !== null && `, ${readable(at)}`}
      {why !== null && (
        <>
          : “<bdi>{why}</bdi>”
        </>
      )}
    </p>
  );
}
