import { type SubmitEvent, useRef, useState } from "react";

import { useMutation, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { SettingsView } from "../../ipc/generated";
import { counted } from "../../shared/counted";
import { Panel, Stopped } from "../../shared/Page";
import { staleRecord } from "../../shared/staleRecord";

type Props = {
  /** The departments that are offered while logging. */
  departments: readonly string[];
  /** Those that are expected to report. */
  reporting: readonly string[];
};

/** Which departments are expected to report each quarter: the report says of each what it did. It is an entry of the record. */
export function ReportingDepartments({ departments, reporting }: Props) {
  const memory = useQueryClient();
  const all = [...new Set([...departments, ...reporting])].sort((one, other) => one.localeCompare(other, "en"));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(reporting));
  const status = useRef<HTMLParagraphElement>(null);
  const setting = useMutation<SettingsView, Refused, string[]>({
    mutationFn: (names) => call("set_departments_reporting", names),
    onSuccess: async (settings) => {
      memory.setQueryData(["settings"], settings);
      setChosen(new Set(settings.reporting));
      status.current?.focus();
      await staleRecord(memory);
    },
  });

  function save(event: SubmitEvent) {
    event.preventDefault();
    if (!setting.isPending) setting.mutate(all.filter((name) => chosen.has(name)));
  }

  return (
    <Panel title="Departments that report" beside="each quarter">
      <div className="panel-body settings-form">
        {all.length === 0 ? (
          <p>Add the departments first.</p>
        ) : (
          <form className="settings-form" onSubmit={save} aria-label="Departments that report">
            <fieldset className="settings-choices">
              <legend>The report says of each of these whether it reported, certified nil, or was silent</legend>
              {all.map((name) => (
                <label key={name}>
                  <input
                    type="checkbox"
                    checked={chosen.has(name)}
                    onChange={(event) => {
                      const next = new Set(chosen);
                      if (event.target.checked) next.add(name);
                      else next.delete(name);
                      setChosen(next);
                    }}
                  />
                  <bdi>{name}</bdi>
                </label>
              ))}
            </fieldset>
            <div>
              <button type="submit" className="button">
                Record the list
              </button>
            </div>
          </form>
        )}
        {setting.error !== null && <Stopped>{setting.error.message}</Stopped>}
        <p ref={status} tabIndex={-1} role="status">
          {setting.data !== undefined &&
            (setting.data.reporting.length === 0
              ? "No department is expected to report any more. It is in the record."
              : `${counted(setting.data.reporting.length, "department")} ${setting.data.reporting.length === 1 ? "is" : "are"} expected to report from here on. It is in the record.`)}
        </p>
      </div>
    </Panel>
  );
}
