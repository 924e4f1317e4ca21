import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { AccessLine, AccessLogPage } from "../../ipc/generated";
import { useSession } from "../../shared/answers";
import { Button } from "../../shared/controls";
import { readable } from "../../shared/dates";
import { Panel, Stopped } from "../../shared/Page";
import { useWay } from "../../shared/places";
import { SealList } from "../../shared/SealList";

/** Who exported, printed, or opened what is sealed; for those who may read it. */
export function AccessLog() {
  const { duties } = useSession();
  return duties.includes("read_access") ? <Entries /> : null;
}

function Entries() {
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery<
    AccessLogPage,
    Refused,
    { pages: AccessLogPage[] },
    string[],
    number | null
  >({
    queryKey: ["access_log"],
    queryFn: ({ pageParam }) => call("access_log", pageParam),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
    // What leaves is noted on other pages, and by other programs.
    refetchOnMount: "always",
  });
  const body = useRef<HTMLTableSectionElement>(null);
  const [firstNew, setFirstNew] = useState<number>();

  // Who asked for more goes on at the first row that came.
  useEffect(() => {
    if (firstNew !== undefined) body.current?.rows[firstNew]?.focus();
  }, [firstNew]);

  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const seal = data?.pages[0]?.seal;

  async function showMore() {
    const shown = entries.length;
    const { isError } = await fetchNextPage();
    if (!isError) setFirstNew(shown);
  }

  return (
    <Panel title="Access log" beside="who exported, printed, or opened what is sealed; the latest first">
      <div className="panel-body settings-form access-log">
        {data === undefined ? (
          error === null && <div aria-busy="true" />
        ) : entries.length === 0 ? (
          <p>Nothing has left this record yet.</p>
        ) : (
          <table className="settings-table">
            <caption className="unseen">Access log</caption>
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">Request</th>
              </tr>
            </thead>
            <tbody ref={body}>
              {entries.map((entry) => (
                <Line key={entry.seq} entry={entry} />
              ))}
            </tbody>
          </table>
        )}
        {error !== null && <Stopped>{error.message}</Stopped>}
        {hasNextPage && (
          <div>
            <Button
              onPress={() => {
                void showMore();
              }}
            >
              Show earlier entries
            </Button>
          </div>
        )}
        <p className="soft">
          An entry is written before the thing leaves, so it says that it was begun: a file that could not be saved is
          listed too. Nobody can change or remove an entry, and no entry moves the seals of the record itself.
        </p>
        {seal !== undefined && seal.size > 0 && <SealList seals={[seal]} />}
      </div>
    </Panel>
  );
}

function Line({ entry: { at, by, what, request } }: { entry: AccessLine }) {
  const { go } = useWay();
  return (
    <tr tabIndex={-1}>
      <td>
        <time dateTime={at}>{readable(at)}</time>
      </td>
      <td>
        <bdi>{by}</bdi>
      </td>
      <td>{what}</td>
      <td>
        {request !== null && (
          <button
            type="button"
            className="button"
            aria-label={`Open request ${request}`}
            onClick={() => {
              go({ page: "request", number: request });
            }}
          >
            <bdi>{request}</bdi>
          </button>
        )}
      </td>
    </tr>
  );
}
