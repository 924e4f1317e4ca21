import { Fragment, type KeyboardEvent } from "react";

import type { Need } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { readable } from "../../shared/dates";
import { OutcomeTag } from "../../shared/OutcomeTag";
import { useWay } from "../../shared/places";
import { SealedMark } from "../../shared/SealedMark";
import { DueDate } from "./DueDate";

/** One request that waits: its first date, who asks, and what it waits for since when. */
export function NeedRow({ need }: { need: Need }) {
  const { go } = useWay();
  return (
    <tr>
      <td>
        <DueDate due={need.due} />
      </td>
      <th scope="row">
        <button
          type="button"
          onKeyDown={moveByArrow}
          onClick={() => {
            go({ page: "request", number: need.number });
          }}
        >
          {need.number}
        </button>
        <p className="soft">{counted(need.items, "item")}</p>
        <SealedMark until={need.sealed_until} />
      </th>
      <td>
        {need.agency}
        <p className="soft">{[need.channel, need.department].filter((part) => part !== null).join(" · ")}</p>
      </td>
      <td>
        <OutcomeTag outcome={need.outcome} label={need.label} />
        <p className="soft">
          {need.waits.map(({ label, since }) => (
            <Fragment key={label}>
              <strong>{label}</strong> since {readable(since)}.{" "}
            </Fragment>
          ))}
          {need.next}
        </p>
      </td>
    </tr>
  );
}

/** Up and down go from request to request; Tab does too. */
function moveByArrow(event: KeyboardEvent<HTMLButtonElement>) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const row = event.currentTarget.closest("tr");
  const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
  next?.querySelector("button")?.focus();
  event.preventDefault();
}
