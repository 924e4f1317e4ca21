import "./settings.css";

import type { SettingsView } from "../../ipc/generated";
import { useAnswer } from "../../shared/answers";
import { Answered, Page, Panel } from "../../shared/Page";
import { Access } from "./Access";
import { AddAgency } from "./AddAgency";
import { AddOfficer } from "./AddOfficer";
import { ChangePassphrase } from "./ChangePassphrase";
import { OwnAgencies } from "./OwnAgencies";

/** The office, its officers, where its record lies, and the agencies it knows besides the shipped ones. */
export function Settings() {
  const query = useAnswer("settings");
  return (
    <Page title="Settings">
      <Answered query={query}>
        {(settings) => (
          <div className="settings">
            <div className="settings-column">
              <Office settings={settings} />
              <AddOfficer office={settings.office} />
              <ChangePassphrase />
              <Access />
            </div>
            <div className="settings-column">
              <OwnAgencies agencies={settings.agencies} />
              <AddAgency />
            </div>
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
        <dt>{settings.officers.length === 1 ? "Officer" : "Officers"}</dt>
        {settings.officers.map((officer) => (
          <dd key={officer}>
            <bdi>{officer}</bdi>
          </dd>
        ))}
        <dt>The record lies in</dt>
        <dd>
          <bdi>{settings.folder}</bdi>
        </dd>
        <dt>Locks itself after</dt>
        <dd>{settings.idle_minutes === 1 ? "1 minute" : `${String(settings.idle_minutes)} minutes`} without a touch</dd>
        <dt>Program</dt>
        <dd>Disclosure Gatekeeper {settings.version}</dd>
        <dt>Rules</dt>
        <dd>{settings.rules_version}</dd>
      </dl>
    </Panel>
  );
}
