import { useState } from "react";

import type { Need, NeedCount } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { Panel, Stopped } from "../../shared/Page";
import { useWay } from "../../shared/places";
import { NeedKinds } from "./NeedKinds";
import { NeedRow } from "./NeedRow";
import { useNeeds } from "./useNeeds";

type Props = {
  /** All that wait: the most pressing first. */
  needs: readonly Need[];
  total: number;
  counts: readonly NeedCount[];
};

/** Requests with an item that waits for an answer or a review, in the program's order; all, or those of one kind. */
export function NeedsYou({ needs: all, total, counts }: Props) {
  const [kind, setKind] = useState("");
  const { data, error } = useNeeds(kind);
  const shown = kind === "" ? { kind, needs: all, total } : data;
  const what = counts.find((count) => count.kind === shown?.kind)?.what;
  return (
    <Panel title="Needs you" beside="most pressing first">
      <NeedKinds counts={counts} total={total} kind={kind} onChange={setKind} />
      {kind !== "" && error !== null ? (
        <Stopped>{error.message}</Stopped>
      ) : (
        <>
          <p role="status" className="soft needs-what">
            {shown !== undefined &&
              `${what ?? "Requests with an item that waits for an answer or a review"}: ${howMany(shown.needs.length, shown.total)}`}
          </p>
          {total === 0 && <p className="panel-body">Nothing waits. Every item of every request has its answer.</p>}
          {shown !== undefined && shown.total > 0 && <NeedsTable needs={shown.needs} />}
          {shown !== undefined && shown.total > shown.needs.length && <More count={shown.total - shown.needs.length} />}
        </>
      )}
    </Panel>
  );
}

function howMany(shown: number, total: number): string {
  if (total === 0) return "none.";
  return total > shown ? `${String(shown)} of ${total.toLocaleString("en-US")}.` : `${total.toLocaleString("en-US")}.`;
}

function NeedsTable({ needs }: { needs: readonly Need[] }) {
  return (
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
            <NeedRow key={need.number} need={need} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function More({ count }: { count: number }) {
  const { go } = useWay();
  return (
    <div className="needs-more">
      <p className="soft">{counted(count, "more request")} wait.</p>
      <Button
        onPress={() => {
          go({ page: "register" });
        }}
      >
        See them in the register
      </Button>
    </div>
  );
}
