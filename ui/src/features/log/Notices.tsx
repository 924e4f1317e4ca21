import { Link } from "react-aria-components";

import type { Considered } from "../../ipc/generated";
import { readable } from "../../shared/dates";
import { useWay } from "../../shared/places";

/** What is worth a second look before the request is saved. It never stops anybody. */
export function Notices({ considered }: { considered: Considered | null }) {
  const { go } = useWay();
  const warnings = considered?.warnings ?? [];
  const alike = considered?.alike ?? [];
  return (
    <div role="status" className="log-notices">
      {warnings.map((warning) => (
        <p key={warning} className="notice">
          {warning}
        </p>
      ))}
      {alike.length > 0 && (
        <div className="notice">
          <p>
            {alike.length === 1
              ? "This may be a request that is already there:"
              : "One of these may be the same request:"}
          </p>
          <ul>
            {alike.map(({ number, received, agency }) => (
              <li key={number}>
                <Link
                  className="log-link"
                  onPress={() => {
                    go({ page: "request", number });
                  }}
                >
                  {number}
                </Link>{" "}
                {agency}, {readable(received)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
