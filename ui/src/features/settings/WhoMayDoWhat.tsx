import { useMutation } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { OfficersView } from "../../ipc/generated";
import { useAnswer } from "../../shared/answers";
import { Button } from "../../shared/controls";
import { Answered, Panel, Stopped } from "../../shared/Page";

/** The table of roles, as it is checked at every act. */
export function WhoMayDoWhat() {
  const query = useAnswer("officers");
  return <Answered query={query}>{(view) => <Duties view={view} />}</Answered>;
}

function Duties({ view }: { view: OfficersView }) {
  const saving = useMutation<string | null, Refused, undefined>({ mutationFn: () => call("save_role_table") });
  return (
    <Panel title="Who may do what" beside="everybody reads the rest">
      <div className="panel-body settings-form duties">
        <table className="settings-table">
          <caption className="unseen">Who may do what</caption>
          <thead>
            <tr>
              <th scope="col">Duty</th>
              {view.roles.map((role) => (
                <th key={role.value} scope="col">
                  {role.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {view.duties.map((line) => (
              <tr key={line.duty}>
                <th scope="row">{line.duty}</th>
                {line.may.map((may, place) => (
                  <td key={view.roles[place]?.value} className={may ? "duty-yes" : "soft"}>
                    {may ? "Yes" : "No"}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {saving.error !== null && <Stopped>{saving.error.message}</Stopped>}
        <div>
          <Button
            onPress={() => {
              saving.mutate(undefined);
            }}
          >
            Save the table…
          </Button>
        </div>
        <p role="status">
          {typeof saving.data === "string" && (
            <>
              It is in <bdi>{saving.data}</bdi>.
            </>
          )}
        </p>
      </div>
    </Panel>
  );
}
