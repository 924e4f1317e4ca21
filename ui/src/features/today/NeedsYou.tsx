import type { KeyboardEvent } from "react";

import type { Need } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { OutcomeTag } from "../../shared/OutcomeTag";
import { Panel } from "../../shared/Page";
import { useWay } from "../../shared/places";
import { DueDate } from "./DueDate";

/** Requests with an item that waits for an answer, in the program's order: the most pressing first. */
export function NeedsYou({ needs, total }: { needs: readonly Need[]; total: number }) {
  const { go } = useWay();
  if (needs.length === 0) {
    return (
      <Panel title="Needs you">
        <p className="panel-body">Nothing waits. Every item of every request has its answer.</p>
      </Panel>
    );
  }
  const more = total > needs.length;
  const shown = more ? `${String(needs.length)} of ${counted(total, "request")}` : counted(total, "request");
  return (
    <Panel title="Needs you" beside={`${shown}, most pressing first`}>
      <div className="needs-frame">
        <table className="needs">
          <thead>
            <tr>
              <th scope="col">Due</th>
              <th scope="col">Request</th>
              <th scope="col">From</th>
              <th scope="col">What it waits for</th>
            </tr>
          </thead>
          <tbody>
            {needs.map((need) => (
              <tr key={need.number}>
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
                </th>
                <td>
                  {need.agency}
                  <p className="soft">{[need.channel, need.department].filter((part) => part !== null).join(" · ")}</p>
                </td>
                <td>
                  <OutcomeTag outcome={need.outcome} label={need.label} />
                  <p className="soft">
                    {need.approval ? <strong>Waits for a second officer. </strong> : null}
                    {need.next}
                  </p>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more && (
        <div className="needs-more">
          <p className="soft">{counted(total - needs.length, "more request")} wait.</p>
          <Button
            onPress={() => {
              go({ page: "register" });
            }}
          >
            See them in the register
          </Button>
        </div>
      )}
    </Panel>
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
