import "./timeline.css";

import type { Change, TimelineLine } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { readable } from "../../shared/dates";
import { LOGS } from "../../shared/logs";
import { Panel } from "../../shared/Page";
import { Destroyed } from "./Destroyed";

/** Everything that happened to the request, in the order of entry. Nothing in it is ever taken away. */
export function Timeline({ lines }: { lines: readonly TimelineLine[] }) {
  return (
    <Panel title="Timeline" beside={counted(lines.length, "entry", "entries")}>
      <ol className="timeline">
        {lines.map(({ at, officer, sentence, said, destroyed, changes, log, seq }) => (
          <li key={`${log} ${String(seq)}`}>
            <p className="timeline-who">
              <time dateTime={at}>{readable(at)}</time>
              <bdi className="soft">{officer}</bdi>
            </p>
            <div className="timeline-what">
              <p>
                <bdi>{sentence}</bdi>
              </p>
              {said !== null && (
                <p>
                  “<bdi>{said}</bdi>”
                </p>
              )}
              {destroyed !== null && (
                <p>
                  <Destroyed gone={destroyed} />
                </p>
              )}
              <Changes changes={changes} />
              <p className="soft">
                {LOGS[log] ?? log}, entry {seq}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** What changed: what stood there, and what stands there now. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  return (
    <dl className="changes">
      {changes.map(({ what, before, after }) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>
            <span className="unseen">from </span>
            {before === null ? <span className="soft">Not said</span> : <bdi className="changes-before">{before}</bdi>}
            <span aria-hidden="true"> → </span>
            <span className="unseen"> to </span>
            {after === null ? <span className="soft">Not said</span> : <bdi>{after}</bdi>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
