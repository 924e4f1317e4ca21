import { useEffect, useRef } from "react";

import type { RequestItem } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { readable } from "../../shared/dates";
import { DeterminationSheet } from "../../shared/DeterminationSheet";
import { NeutralOnStatus } from "../../shared/NeutralOnStatus";
import { Stopped } from "../../shared/Page";
import { useWay } from "../../shared/places";
import { AnswerForm } from "./AnswerForm";
import { Approval } from "./Approval";
import { CorrectItem } from "./CorrectItem";
import { Correctable } from "./Correctable";
import { Destroyed } from "./Destroyed";
import { Receipt } from "./Receipt";
import { Review } from "./Review";
import { useRequestAct } from "./useRequestAct";
import { Waits } from "./Waits";
import { WhatWasDone } from "./WhatWasDone";

/** One item: what the law says, what was done or is to be done, and what staff said. */
export function ItemSheet({ number, item }: { number: string; item: RequestItem }) {
  const { go } = useWay();
  const sheet = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const acted = useRef(false);
  const done = () => {
    acted.current = true;
  };
  const finding = useRequestAct("add_fact", done);
  const answering = useRequestAct("answer_item", done);
  const asking = useRequestAct("ask_approval", () => {
    // That it needs one was told, and is done.
    answering.reset();
    done();
  });
  const deciding = useRequestAct("decide_approval", done);
  const reviewing = useRequestAct("review_release", done);
  const pausing = useRequestAct("pause_item", () => {
    answering.reset();
    done();
  });
  const resuming = useRequestAct("resume_item", () => {
    answering.reset();
    done();
  });

  // After an act one goes on at the next question; where none is open, the item itself is told anew.
  useEffect(() => {
    if (!acted.current) return;
    acted.current = false;
    const question = sheet.current?.querySelector<HTMLElement>("[data-fact] input");
    (question ?? heading.current)?.focus();
  }, [item]);

  return (
    <div ref={sheet} className="request-item-sheet">
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {item.item}. {item.what}
        </h2>
        {item.description !== null && <p className="soft">{item.description}</p>}
        {item.description_destroyed !== null && (
          <p>
            <Destroyed gone={item.description_destroyed} />
          </p>
        )}
      </header>
      {item.ledger === "status_exchange" && (
        <div className="request-exchange">
          <NeutralOnStatus />
          <Button
            onPress={() => {
              go({ page: "exchanges" });
            }}
          >
            See the § 1373 exchanges
          </Button>
        </div>
      )}
      {item.response !== "pending" && <WhatWasDone item={item} />}
      {item.review !== null && (
        <Review
          review={item.review}
          refused={reviewing.error?.message}
          onReview={(found, reason) => {
            reviewing.mutate({ number, item: item.item, found, reason });
          }}
        />
      )}
      <DeterminationSheet
        determination={item.determination}
        instrument={item.facts.find(({ fact }) => fact === "instrument")?.value}
        {...(item.response === "pending"
          ? {
              onAnswer: (fact: string, value: string) => {
                finding.mutate({ number, item: item.item, fact, value });
              },
            }
          : {})}
      />
      {finding.error !== null && <Stopped>{finding.error.message}</Stopped>}
      {item.approval !== null && (
        <Approval
          approval={item.approval}
          refused={asking.error?.message ?? deciding.error?.message}
          onAsk={(reason) => {
            asking.mutate({ number, item: item.item, reason });
          }}
          onDecide={(approve, answerable, reason) => {
            deciding.mutate({ number, item: item.item, approve, answerable, reason });
          }}
        />
      )}
      <Waits
        // A form that was opened for one state of the item is not one for the next.
        key={`${String(item.waits.length)} ${item.held ?? ""} ${item.response}`}
        item={item}
        refused={pausing.error?.message ?? resuming.error?.message}
        onPause={(waits_for, reason) => {
          pausing.mutate({ number, item: item.item, waits_for, reason });
        }}
        onResume={(words) => {
          resuming.mutate({ number, item: item.item, finding: words });
        }}
      />
      {item.response === "pending" && (
        <AnswerForm
          item={item}
          refused={answering.error?.message}
          onAnswer={(answer) => {
            answering.mutate({ number, item: item.item, ...answer });
          }}
        />
      )}
      {item.facts.length > 0 && (
        <section>
          <h3>What staff said</h3>
          <dl className="request-facts">
            {item.facts.map(({ fact, question, label }) => (
              <div key={fact}>
                <dt>{question}</dt>
                <dd>{label}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <p className="soft">Decided {readable(item.decided)}.</p>
      <div className="request-acts request-last">
        <Correctable name="Correct this item…">
          {(close) => <CorrectItem number={number} item={item} onClose={close} />}
        </Correctable>
        <div>
          <Receipt number={number} item={item.item} />
        </div>
      </div>
    </div>
  );
}
