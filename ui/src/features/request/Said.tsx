import type { Gone } from "../../ipc/generated";
import { readable } from "../../shared/dates";
import { Destroyed } from "./Destroyed";

type Props = {
  who: string | null;
  what: string;
  at: string | null;
  why: string | null;
  /** How the words were destroyed, if they were. */
  gone: Gone | null;
};

/** What an officer did or said about an item, when, and in which words. */
export function Said({ who, what, at, why, gone }: Props) {
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
      {gone !== null && (
        <>
          : <Destroyed gone={gone} />
        </>
      )}
    </p>
  );
}
