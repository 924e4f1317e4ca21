import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useContext, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { Officer, OfficersView } from "../../ipc/generated";
import { RenewContext, useAnswer } from "../../shared/answers";
import { Button, ChoiceField } from "../../shared/controls";
import { Answered, Panel, Stopped } from "../../shared/Page";
import { AddOfficer } from "./AddOfficer";

/** The officers, and how one is added. */
export function Officers({ office }: { office: string }) {
  const query = useAnswer("officers");
  return (
    <Answered query={query}>
      {(view) => (
        <>
          <OfficerList view={view} />
          {view.may_change && <AddOfficer office={office} view={view} />}
        </>
      )}
    </Answered>
  );
}

type Change = { officer: number; role: Officer["role"] } | { left: number };

function OfficerList({ view }: { view: OfficersView }) {
  const memory = useQueryClient();
  const renew = useContext(RenewContext);
  const [leaving, setLeaving] = useState<number>();
  const changing = useMutation<OfficersView, Refused, Change>({
    mutationFn: (change) => ("left" in change ? call("officer_left", change.left) : call("change_role", change)),
    onSuccess: async (officers) => {
      memory.setQueryData(["officers"], officers);
      setLeaving(undefined);
      renew();
      // Who has left may have kept the record's key.
      await memory.invalidateQueries({ queryKey: ["record_key"] });
    },
  });

  return (
    <Panel title="Officers">
      <ul className="panel-body officers">
        {view.officers.map((officer) => (
          <li key={officer.id} className="officer" aria-label={officer.name}>
            <div className="officer-line">
              <strong>
                <bdi>{officer.name}</bdi>
              </strong>
              <span className="soft">{standing(officer)}</span>
            </div>
            {view.may_change && !officer.left && (
              <div className="settings-line">
                <ChoiceField
                  label="Role"
                  choices={view.roles}
                  value={officer.role}
                  onChange={(role) => {
                    // The list holds the roles and nothing else.
                    changing.mutate({ officer: officer.id, role: role as Officer["role"] });
                  }}
                />
                {!officer.own && leaving !== officer.id && (
                  <Button
                    onPress={() => {
                      setLeaving(officer.id);
                    }}
                  >
                    Has left… <span className="unseen">{officer.name}</span>
                  </Button>
                )}
              </div>
            )}
            {leaving === officer.id && (
              <div className="officer-leaving" role="group" aria-label={`${officer.name} has left`}>
                <p>
                  <bdi>{officer.name}</bdi> will not be able to open the record any more. What they entered stays, with
                  their name.
                </p>
                <div className="settings-line">
                  <Button
                    main
                    onPress={() => {
                      changing.mutate({ left: officer.id });
                    }}
                  >
                    Take the access away
                  </Button>
                  <Button
                    onPress={() => {
                      setLeaving(undefined);
                    }}
                  >
                    Keep it
                  </Button>
                </div>
              </div>
            )}
          </li>
        ))}
      </ul>
      {changing.error !== null && <Stopped>{changing.error.message}</Stopped>}
    </Panel>
  );
}

function standing({ role_name, given, left, own }: Officer): string {
  if (left) return "has left";
  const given_to = given ? "; still has the passphrase they were given, and approves nothing with it" : "";
  return `${role_name}${own ? ", at this desk" : ""}${given_to}`;
}
