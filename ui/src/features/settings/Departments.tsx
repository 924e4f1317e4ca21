import { type SubmitEvent, useRef, useState } from "react";

import { Button, Field } from "../../shared/controls";
import { Panel, Stopped } from "../../shared/Page";
import { useChangeSetting } from "./useChangeSetting";

/** The departments that are offered while logging. */
export function Departments({ departments }: { departments: readonly string[] }) {
  const [name, setName] = useState("");
  const [said, setSaid] = useState("");
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const changing = useChangeSetting((change) => {
    if (change.change === "add_department") {
      setName("");
      setSaid(`${change.name} is offered while logging now.`);
    } else if (change.change === "remove_department") setSaid(`${change.name} is offered no more.`);
    field.current?.focus();
  });

  function add(event: SubmitEvent) {
    event.preventDefault();
    setSaid("");
    setMissing(name.trim() === "");
    if (name.trim() === "") field.current?.focus();
    else if (!changing.isPending) changing.mutate({ change: "add_department", name: name.trim() });
  }

  return (
    <Panel title="Departments" beside="offered while logging; any other can be typed">
      <div className="panel-body settings-form">
        {departments.length === 0 ? (
          <p>None yet.</p>
        ) : (
          <ul className="settings-rows" aria-label="Departments">
            {departments.map((department) => (
              <li key={department}>
                <bdi>{department}</bdi>
                <Button
                  onPress={() => {
                    setSaid("");
                    changing.mutate({ change: "remove_department", name: department });
                  }}
                >
                  Take off <span className="unseen">{department}</span>
                </Button>
              </li>
            ))}
          </ul>
        )}
        <form className="settings-line" onSubmit={add} aria-label="Add a department">
          <Field
            label="Another department"
            value={name}
            onChange={setName}
            problem={missing && name.trim() === "" ? "Give the department’s name." : undefined}
            inputRef={field}
          />
          <button type="submit" className="button">
            Add it
          </button>
        </form>
        {changing.error !== null && <Stopped>{changing.error.message}</Stopped>}
        <p role="status">{said}</p>
      </div>
    </Panel>
  );
}
