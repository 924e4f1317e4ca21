import { type SubmitEvent, useRef, useState } from "react";

import type { ExchangeDraft } from "../../ipc/generated";
import { AgencyField } from "../../shared/AgencyField";
import { useSession, useWords } from "../../shared/answers";
import { Button, ChoiceField, Field } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { useWay } from "../../shared/places";
import { missingOf } from "./missing";
import { useLogExchange } from "./useLogExchange";

/** An exchange as it is written down. Words of closed lists and dates; the only text is the agency's name. */
export function ExchangeForm() {
  const { directions, channels, responses, questions } = useWords();
  const { today } = useSession();
  const { go } = useWay();
  const blank: ExchangeDraft = {
    agency: "",
    received: today,
    channel: "",
    direction: "",
    instrument: "",
    response: "",
    responded: today,
  };
  const [draft, setDraft] = useState(blank);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const logging = useLogExchange(() => {
    setDraft(blank);
    setTried(false);
    form.current?.querySelector<HTMLElement>(".field-button")?.focus();
  });

  const missing = missingOf(draft);
  const problem = (field: keyof ExchangeDraft) => (tried ? missing[field] : undefined);
  const change = (field: keyof ExchangeDraft) => (value: string) => {
    setDraft((draft) => ({ ...draft, [field]: value }));
  };

  function record(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    const [first] = Object.keys(missing);
    if (first !== undefined) {
      form.current?.querySelector<HTMLElement>(`[data-field="${first}"] :is(input, .field-button)`)?.focus();
      return;
    }
    logging.mutate({ ...draft, responded: draft.response === "pending" ? "" : draft.responded });
  }

  return (
    <form ref={form} className="panel-body exchange-form" onSubmit={record} aria-label="Record an exchange">
      <div data-field="direction">
        <ChoiceField
          label="Direction"
          choices={directions}
          value={draft.direction}
          onChange={change("direction")}
          problem={problem("direction")}
          none="Choose which way"
        />
      </div>
      <div data-field="agency">
        <AgencyField label="Counterpart" value={draft.agency} onChange={change("agency")} problem={problem("agency")} />
      </div>
      <div data-field="instrument">
        <ChoiceField
          label="Basis"
          choices={questions.find(({ fact }) => fact === "instrument")?.choices ?? []}
          value={draft.instrument}
          onChange={change("instrument")}
          problem={problem("instrument")}
          none="Choose what it rests on"
        />
      </div>
      <ChoiceField label="How" choices={channels} value={draft.channel} onChange={change("channel")} />
      <div data-field="received">
        <Field
          label="Asked or received on"
          type="date"
          value={draft.received}
          onChange={change("received")}
          problem={problem("received")}
        />
      </div>
      <div data-field="response">
        <ChoiceField
          label="What became of it"
          choices={responses}
          value={draft.response}
          onChange={change("response")}
          problem={problem("response")}
          none="Choose what became of it"
        />
      </div>
      {draft.response !== "pending" && (
        <div data-field="responded">
          <Field
            label="Answered on"
            type="date"
            value={draft.responded}
            onChange={change("responded")}
            problem={problem("responded")}
          />
        </div>
      )}
      {logging.error !== null && <Stopped>{logging.error.message}</Stopped>}
      <div>
        <button type="submit" className="button button-main">
          Record the exchange
        </button>
      </div>
      <div role="status" className="exchange-recorded">
        {logging.data !== undefined && (
          <>
            <p>
              Recorded as {logging.data.number}. {logging.data.warnings.join(" ")}
            </p>
            <Button
              onPress={() => {
                go({ page: "request", number: logging.data.number });
              }}
            >
              {`Open ${logging.data.number}`}
            </Button>
          </>
        )}
      </div>
    </form>
  );
}
