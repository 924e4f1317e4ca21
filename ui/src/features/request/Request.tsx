import "./request.css";

import { useState } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";

import type { RequestItem, RequestView } from "../../ipc/generated";
import { useAnswerTo } from "../../shared/answers";
import { readable } from "../../shared/dates";
import { OutcomeTag } from "../../shared/OutcomeTag";
import { Answered, Page, Panel } from "../../shared/Page";
import { Attachments } from "./Attachments";
import { Correctable } from "./Correctable";
import { CorrectRequest } from "./CorrectRequest";
import { Destroyed } from "./Destroyed";
import { ItemSheet } from "./ItemSheet";
import { LegalHolds } from "./LegalHolds";
import { Letters } from "./Letters";
import { Seals } from "./Seals";
import { Timeline } from "./Timeline";
import { titleOf } from "./Waits";

/** One request: what was asked, item by item, with what the law says about each and what was done. */
export function Request({ number }: { number: string }) {
  const query = useAnswerTo("request", number);
  return (
    <Page title={`Request ${number}`} beside={query.data && besideTitle(query.data)}>
      <Answered query={query}>
        {(request) => (
          <>
            <Items request={request} />
            <Letters request={request} />
            <Attachments request={request} />
            <Timeline lines={request.timeline} />
          </>
        )}
      </Answered>
    </Page>
  );
}

/** When it came in; and whether it is on legal hold or sealed, which nobody should have to look for. */
function besideTitle({ received, legal_holds, sealed_until: until }: RequestView): string {
  const held = legal_holds.some(({ lifted }) => lifted === null);
  const sealed = until === null ? "" : ` · sealed until ${readable(until)}`;
  return `received ${readable(received)}${held ? " · on legal hold" : ""}${sealed}`;
}

function Items({ request }: { request: RequestView }) {
  // One comes to a request for what still waits.
  const [selected, setSelected] = useState(() => (request.items.find(stillWaits) ?? request.items[0])?.item ?? 0);
  return (
    <Tabs
      className="request"
      orientation="vertical"
      selectedKey={selected}
      onSelectionChange={(key) => {
        setSelected(Number(key));
      }}
    >
      <div className="request-left">
        <Panel title="Who asks">
          <Head request={request} />
          <div className="panel-body">
            <Correctable name="Correct this request…">
              {(close) => <CorrectRequest request={request} onClose={close} />}
            </Correctable>
          </div>
        </Panel>
        <Panel title="What is asked">
          <TabList aria-label="What is asked" className="request-items">
            {request.items.map((item) => (
              <Tab key={item.item} id={item.item} className="request-item">
                <span>
                  {item.item}. {item.what}
                </span>
                {item.description !== null && <span className="soft">{item.description}</span>}
                {item.description_destroyed !== null && <Destroyed gone={item.description_destroyed} />}
                <span className="request-item-state">
                  <OutcomeTag outcome={item.determination.outcome} label={item.determination.label} />
                  <span className="soft">{stateOf(item)}</span>
                </span>
              </Tab>
            ))}
          </TabList>
        </Panel>
        <LegalHolds request={request} />
        <Seals request={request} />
      </div>
      <div className="request-right">
        {request.items.map((item) => (
          <TabPanel key={item.item} id={item.item} className="panel request-sheet">
            <ItemSheet number={request.number} item={item} />
          </TabPanel>
        ))}
      </div>
    </Tabs>
  );
}

/** Does it wait for an answer, or for a review? */
function stillWaits({ response, review }: RequestItem): boolean {
  return response === "pending" || (review !== null && review.due !== null);
}

/** What an item waits for, in few words. */
function stateOf({ response, waits, review }: RequestItem): string {
  if (review !== null && review.due !== null) return "Waits for a review";
  if (response !== "pending") return "Answered";
  const open = waits.find(({ ended }) => ended === null);
  return open === undefined ? "Waits for an answer" : titleOf(open);
}

function Head({ request: { agency, channel, department, origin } }: { request: RequestView }) {
  return (
    <dl className="panel-body request-head">
      <dt>Agency</dt>
      <dd>{agency}</dd>
      <dt>How it came</dt>
      <dd>{channel ?? "Not said"}</dd>
      <dt>Department</dt>
      <dd>{department ?? "Not said"}</dd>
      <dt>How it began</dt>
      <dd>{origin}</dd>
    </dl>
  );
}
