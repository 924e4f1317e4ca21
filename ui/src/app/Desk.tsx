import "./desk.css";

import { useState } from "react";

import { Exchanges } from "../features/exchanges/Exchanges";
import { Import } from "../features/import/Import";
import { LogRequest } from "../features/log/LogRequest";
import { Ordinance } from "../features/ordinance/Ordinance";
import { Register } from "../features/register/Register";
import { Reports } from "../features/reports/Reports";
import { Request } from "../features/request/Request";
import { Settings } from "../features/settings/Settings";
import { Today } from "../features/today/Today";
import { call } from "../ipc/call";
import type { Act, Opening } from "../ipc/generated";
import { useSession } from "../shared/answers";
import { type Place, WayContext } from "../shared/places";
import { useActs } from "./useActs";

const PAGES: readonly { place: Place & { page: Act }; name: string; keys: string }[] = [
  { place: { page: "today" }, name: "Today", keys: "1" },
  { place: { page: "register" }, name: "Register", keys: "2" },
  { place: { page: "exchanges" }, name: "§ 1373 exchanges", keys: "3" },
  { place: { page: "reports" }, name: "Reports", keys: "4" },
  { place: { page: "ordinance" }, name: "The ordinance", keys: "5" },
  { place: { page: "import" }, name: "Import", keys: "6" },
  { place: { page: "settings" }, name: "Settings", keys: "7" },
];

/** The open desk: where one can go on the left, the page on the right. */
export function Desk({ onLocked, onKeys }: { onLocked: (opening: Opening) => void; onKeys: () => void }) {
  const session = useSession();
  const [place, setPlace] = useState<Place>({ page: "today" });
  const [stopped, setStopped] = useState<string>();

  function lock() {
    call("lock").then(onLocked, (reason: unknown) => {
      setStopped(String(reason));
    });
  }

  const toPages = PAGES.map((page): [Act, () => void] => [
    page.place.page,
    () => {
      setPlace(page.place);
    },
  ]);
  useActs({
    ...(Object.fromEntries(toPages) as Partial<Record<Act, () => void>>),
    log_request: () => {
      setPlace({ page: "log" });
    },
    find: () => {
      setPlace({ page: "register", find: true });
    },
    lock,
  });

  const isHeaded = session.practice || session.given_passphrase || session.lacking !== null;
  return (
    <WayContext value={{ place, go: setPlace }}>
      <div className={isHeaded ? "desk desk-headed" : "desk"}>
        {session.practice && (
          <aside className="practice" aria-label="Practice desk">
            Practice desk. Everything here is made up. Lock it to change officers or to end.
          </aside>
        )}
        {session.lacking !== null && (
          <aside className="only-read" aria-label="Only to read">
            Open only to read: something is missing from this record. Lock the desk to choose again.
          </aside>
        )}
        {session.given_passphrase && session.lacking === null && (
          <aside className="given" aria-label="Your passphrase">
            <p>
              Somebody else gave you your passphrase and knows it. Choose one of your own before you approve anything.
            </p>
            <button
              type="button"
              className="button"
              onClick={() => {
                setPlace({ page: "settings" });
              }}
            >
              Choose my passphrase
            </button>
          </aside>
        )}
        <nav className="rail" aria-label="Pages">
          <p className="rail-office">
            <strong>{session.office}</strong>
            City of Northampton
          </p>
          <ul>
            {PAGES.map((page) => (
              <li key={page.name}>
                <button
                  type="button"
                  aria-current={page.place.page === place.page ? "page" : undefined}
                  onClick={() => {
                    setPlace(page.place);
                  }}
                >
                  {page.name}
                  <kbd aria-hidden="true">Ctrl+{page.keys}</kbd>
                </button>
              </li>
            ))}
          </ul>
          <div className="rail-foot">
            <p>
              {session.officer}
              <span className="rail-role">{session.role}</span>
            </p>
            <button type="button" onClick={lock}>
              Lock <kbd aria-hidden="true">Ctrl+L</kbd>
            </button>
            <button type="button" onClick={onKeys}>
              Keys <kbd aria-hidden="true">F1</kbd>
            </button>
            {stopped !== undefined && <p role="alert">{stopped}</p>}
          </div>
        </nav>
        <PageAt place={place} />
      </div>
    </WayContext>
  );
}

function PageAt({ place }: { place: Place }) {
  switch (place.page) {
    case "today":
      return <Today />;
    case "log":
      return <LogRequest />;
    case "register":
      return <Register />;
    case "request":
      return <Request key={place.number} number={place.number} />;
    case "exchanges":
      return <Exchanges />;
    case "reports":
      return <Reports />;
    case "ordinance":
      return <Ordinance />;
    case "import":
      return <Import />;
    case "settings":
      return <Settings />;
  }
}
