import "./licences.css";

import { useEffect, useRef, useState } from "react";

import { Button, Field } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { Panel, Stopped } from "../../shared/Page";

type Part = {
  name: string;
  version: string;
  licence: string;
  holders: readonly string[];
  /** The places of its texts in the list. */
  texts: readonly number[];
};
type List = { parts: readonly Part[]; texts: readonly string[] };

/** What the program contains that others wrote, with the notices that are passed on with it. The list is long: it is read
 * when somebody asks for it. */
export function Licences() {
  const [list, setList] = useState<List>();
  const [refused, setRefused] = useState<string>();

  function show() {
    import("./licences.json").then(
      ({ default: found }) => {
        setList(found);
      },
      (reason: unknown) => {
        setRefused(String(reason));
      },
    );
  }

  return (
    <Panel title="Licences" beside="of everything it contains that others wrote">
      <div className="panel-body settings-form licences">
        {list === undefined ? (
          <>
            <p>
              The program contains libraries and fonts by many people. Whoever passes it on passes their notices on too.
            </p>
            <div>
              <Button onPress={show}>Show the licences</Button>
            </div>
            {refused !== undefined && <Stopped>The list could not be read: {refused}</Stopped>}
          </>
        ) : (
          <LicenceList list={list} />
        )}
      </div>
    </Panel>
  );
}

function LicenceList({ list: { parts, texts } }: { list: List }) {
  const [sought, setSought] = useState("");
  const field = useRef<HTMLInputElement>(null);
  // It takes the place of the button that was pressed.
  useEffect(() => {
    field.current?.focus();
  }, []);
  const words = sought.toLowerCase().split(/\s+/);
  const found = parts.filter(({ name, version, licence, holders }) => {
    const there = [name, version, licence, ...holders].join(" ").toLowerCase();
    return words.every((word) => there.includes(word));
  });
  return (
    <>
      <div role="search">
        <Field label="Search by name, licence or holder" value={sought} onChange={setSought} inputRef={field} />
      </div>
      <p role="status" className="soft">
        {found.length === parts.length
          ? `${String(parts.length)} in all`
          : `${counted(found.length, "part")} of ${String(parts.length)}`}
      </p>
      <ul className="licence-list" aria-label="Licences">
        {found.map((part) => (
          <li key={`${part.name} ${part.version}`}>
            <LicenceOf part={part} texts={texts} />
          </li>
        ))}
      </ul>
    </>
  );
}

function LicenceOf({
  part: { name, version, licence, holders, texts: places },
  texts,
}: {
  part: Part;
  texts: List["texts"];
}) {
  const [open, setOpen] = useState(false);
  return (
    <details
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <strong>{name}</strong> {version} <span className="soft">{licence}</span>
      </summary>
      {open && (
        <div className="licence-text">
          {holders.map((holder) => (
            <p key={holder}>{holder}</p>
          ))}
          {places.map((place) => (
            <pre key={place}>{texts[place]}</pre>
          ))}
        </div>
      )}
    </details>
  );
}
