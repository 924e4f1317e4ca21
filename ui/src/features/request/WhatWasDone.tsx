import type { RequestItem } from "../../ipc/generated";
import { useWords } from "../../shared/answers";
import { readable } from "../../shared/dates";
import { Destroyed } from "./Destroyed";

/** The answer to an item: its word, when, on what basis, and what left. Surplus stays told. */
export function WhatWasDone({ item }: { item: RequestItem }) {
  const { response, responded, direction, basis, surplus, what_left, what_left_destroyed } = item;
  const { responses } = useWords();
  return (
    <section className="request-done">
      <h3>What was done</h3>
      <p>
        <strong>{responses.find(({ value }) => value === response)?.label ?? response}</strong>
        {responded !== null && `, ${readable(responded)}`}
        {direction !== null && ` · ${direction}`}
      </p>
      {basis !== null && <p>Basis: {basis}</p>}
      {what_left !== null && (
        <p>
          What left, and to whom: “<bdi>{what_left}</bdi>”
        </p>
      )}
      {what_left_destroyed !== null && (
        <p>
          What left, and to whom: <Destroyed gone={what_left_destroyed} />
        </p>
      )}
      {surplus && (
        <p className="notice">
          <strong>Surplus.</strong> More left than the paper names. What went beyond it is not required by it.
        </p>
      )}
    </section>
  );
}
