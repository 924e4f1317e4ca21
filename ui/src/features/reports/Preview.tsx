import "./preview.css";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";

import { call, type Refused } from "../../ipc/call";
import type { PreviewPage } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { LongWork } from "../../shared/LongWork";
import { Panel } from "../../shared/Page";
import { inNewYork } from "../../shared/moment";

const EDITIONS = [
  { id: "internal", label: "For the office", named: "the edition for the office" },
  { id: "public", label: "For publication", named: "the edition for publication" },
] as const;

/** The pages of the report as an export would make them now, one at a time. Nothing is saved by looking. */
export function Preview({ quarter }: { quarter: string }) {
  const [edition, setEdition] = useState<(typeof EDITIONS)[number]>(EDITIONS[0]);
  const [page, setPage] = useState(1);
  const { data, error, isFetching } = useQuery<PreviewPage, Refused>({
    queryKey: ["preview_report", quarter, edition.id, page],
    queryFn: () => call("preview_report", { quarter, edition: edition.id, page }),
    // The page before stays until the next is there. A large report has many: none is kept for later.
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const shown = data === undefined ? "" : `Page ${String(data.page)} of ${String(data.of)}`;
  return (
    <Panel
      title="The pages, as an export would make them now"
      beside={data && `The record of ${inNewYork(data.as_of)}`}
    >
      <div className="preview">
        <div className="preview-acts">
          <ToggleButtonGroup
            className="preview-editions"
            aria-label="Edition"
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[edition.id]}
            onSelectionChange={([chosen]) => {
              setEdition(EDITIONS.find(({ id }) => id === chosen) ?? EDITIONS[0]);
              setPage(1);
            }}
          >
            {EDITIONS.map(({ id, label }) => (
              <ToggleButton key={id} id={id} className="preview-edition">
                {label}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          {/* At the first and the last page a button does nothing, and keeps the focus. */}
          <Button
            onPress={() => {
              setPage(Math.max(1, (data?.page ?? 1) - 1));
            }}
          >
            Previous page
          </Button>
          <p role="status" className="preview-place">
            {shown}
          </p>
          <Button
            onPress={() => {
              setPage(Math.min(data?.of ?? 1, (data?.page ?? 0) + 1));
            }}
          >
            Next page
          </Button>
        </div>
        <LongWork underWay={isFetching} counting="Items counted" refused={error} />
        {data !== undefined && error === null && (
          <img
            className="preview-page"
            src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(data.image)}`}
            alt={`${shown} of ${edition.named}. Its figures stand below; the exported PDF can be read aloud.`}
          />
        )}
      </div>
    </Panel>
  );
}
