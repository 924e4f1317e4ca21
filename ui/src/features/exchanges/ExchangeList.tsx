import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { ExchangePage, ExchangeRow } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { readable } from "../../shared/dates";
import { Panel, Stopped } from "../../shared/Page";
import { useWay } from "../../shared/places";
import { SealedMark } from "../../shared/SealedMark";

/** The exchanges, the latest first, a page at a time. */
export function ExchangeList() {
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery<
    ExchangePage,
    Refused,
    { pages: ExchangePage[] },
    string[],
    number | null
  >({
    queryKey: ["exchanges"],
    queryFn: ({ pageParam }) => call("exchanges", pageParam),
    initialPageParam: null,
    getNextPageParam: ({ next }) => next,
  });
  const body = useRef<HTMLTableSectionElement>(null);
  const [firstNew, setFirstNew] = useState<number>();

  // Who asked for more goes on at the first row that came.
  useEffect(() => {
    if (firstNew !== undefined) body.current?.rows[firstNew]?.querySelector("button")?.focus();
  }, [firstNew]);

  if (data === undefined) return error === null ? <div aria-busy="true" /> : <Stopped>{error.message}</Stopped>;
  const rows = data.pages.flatMap((page) => page.rows);
  const total = data.pages[0]?.total ?? 0;

  async function showMore() {
    const shown = rows.length;
    const { isError } = await fetchNextPage();
    if (!isError) setFirstNew(shown);
  }

  return (
    <Panel
      title="Exchanges"
      beside={
        rows.length < total
          ? `${String(rows.length)} of ${total.toLocaleString("en-US")}, the latest first`
          : `${total.toLocaleString("en-US")} in all, the latest first`
      }
    >
      {rows.length === 0 ? (
        <p className="panel-body">No exchange is recorded.</p>
      ) : (
        <div className="exchange-frame">
          <table className="exchange-rows">
            <thead>
              <tr>
                <th scope="col">Request</th>
                <th scope="col">Direction</th>
                <th scope="col">Counterpart</th>
                <th scope="col">Basis</th>
                <th scope="col">What became of it</th>
              </tr>
            </thead>
            <tbody ref={body}>
              {rows.map((row) => (
                <Exchange key={row.entry} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {error !== null && <Stopped>{error.message}</Stopped>}
      {hasNextPage && (
        <div className="exchanges-more">
          <Button
            onPress={() => {
              void showMore();
            }}
          >
            Show more
          </Button>
        </div>
      )}
    </Panel>
  );
}

function Exchange({ row }: { row: ExchangeRow }) {
  const { go } = useWay();
  return (
    <tr>
      <th scope="row">
        <button
          type="button"
          aria-label={`Request ${row.request}, item ${String(row.item)}`}
          onClick={() => {
            go({ page: "request", number: row.request });
          }}
        >
          {row.request}
        </button>
        <p className="soft">{readable(row.decided)}</p>
        <SealedMark until={row.sealed_until} />
      </th>
      <td>{row.direction}</td>
      <td>{row.counterpart}</td>
      <td>{row.basis}</td>
      <td>
        {row.response}
        {row.responded !== null && <p className="soft">{readable(row.responded)}</p>}
      </td>
    </tr>
  );
}
