import type { Agency } from "../../ipc/generated";
import { Panel } from "../../shared/Page";

/** The agencies that the office added to the directory. */
export function OwnAgencies({ agencies }: { agencies: readonly Agency[] }) {
  if (agencies.length === 0) {
    return (
      <Panel title="Agencies you added">
        <p className="panel-body">None yet. The desk knows the agencies that came with it.</p>
      </Panel>
    );
  }
  return (
    <Panel title="Agencies you added" beside="besides those that came with the desk">
      <table className="settings-table">
        <caption className="unseen">Agencies you added</caption>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Other names</th>
            <th scope="col">Class</th>
          </tr>
        </thead>
        <tbody>
          {agencies.map((agency) => (
            <tr key={agency.name}>
              <th scope="row">
                <bdi>{agency.name}</bdi>
              </th>
              <td>
                {agency.aliases.map((alias, place) => (
                  <span key={alias}>
                    {place > 0 && ", "}
                    <bdi>{alias}</bdi>
                  </span>
                ))}
              </td>
              <td>{agency.class}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
