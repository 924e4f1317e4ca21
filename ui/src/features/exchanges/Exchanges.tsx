import "./exchanges.css";

import { NeutralOnStatus } from "../../shared/NeutralOnStatus";
import { Page, Panel } from "../../shared/Page";
import { ExchangeForm } from "./ExchangeForm";
import { ExchangeList } from "./ExchangeList";

/** § 1373 exchanges: a list and a form that can hold nothing but what that ledger holds. */
export function Exchanges() {
  return (
    <Page title="§ 1373 exchanges">
      <NeutralOnStatus />
      <div className="exchanges">
        <Panel title="Record an exchange">
          <ExchangeForm />
        </Panel>
        <ExchangeList />
      </div>
    </Page>
  );
}
