import "./settings.css";

import type { SettingsView } from "../../ipc/generated";
import { useAnswer } from "../../shared/answers";
import { Answered, Page, Panel } from "../../shared/Page";
import { About } from "./About";
import { Access } from "./Access";
import { AccessLog } from "./AccessLog";
import { AddAgency } from "./AddAgency";
import { Backups } from "./Backups";
import { ChangePassphrase } from "./ChangePassphrase";
import { ClosedDays } from "./ClosedDays";
import { Departments } from "./Departments";
import { HowItWorks } from "./HowItWorks";
import { HowLongKept } from "./HowLongKept";
import { LetterWording } from "./LetterWording";
import { Licences } from "./Licences";
import { MayBeDestroyed } from "./MayBeDestroyed";
import { NewKey } from "./NewKey";
import { Officers } from "./Officers";
import { OwnAgencies } from "./OwnAgencies";
import { ReportingDepartments } from "./ReportingDepartments";
import { WhoMayDoWhat } from "./WhoMayDoWhat";

/** Backups; on the left the office and what it works with, on the right who works there; then how letters are worded, what may be destroyed, what left, and who may do what. */
export function Settings() {
  const query = useAnswer("settings");
  return (
    <Page title="Settings">
      <Answered query={query}>
        {(settings) => (
          <div className="settings">
            <Backups />
            <div className="settings-column">
              <Office settings={settings} />
              <HowItWorks settings={settings} />
              <HowLongKept settings={settings} />
              <Departments departments={settings.departments} />
              <ReportingDepartments departments={settings.departments} reporting={settings.reporting} />
              <ClosedDays days={settings.closed_days} />
              <OwnAgencies agencies={settings.agencies} />
              <AddAgency />
              <About />
            </div>
            <div className="settings-column">
              <Officers office={settings.office} />
              <ChangePassphrase />
              <Access />
              <NewKey />
            </div>
            <LetterWording />
            <MayBeDestroyed />
            <AccessLog />
            <WhoMayDoWhat />
            <Licences />
          </div>
        )}
      </Answered>
    </Page>
  );
}

function Office({ settings }: { settings: SettingsView }) {
  return (
    <Panel title="This desk">
      <dl className="panel-body settings-list">
        <dt>Office</dt>
        <dd>
          <bdi>{settings.office}</bdi>
        </dd>
        <dt>The record lies in</dt>
        <dd>
          <bdi>{settings.folder}</bdi>
        </dd>
      </dl>
    </Panel>
  );
}
