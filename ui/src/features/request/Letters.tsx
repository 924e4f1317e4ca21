import "./letters.css";

import { useState } from "react";

import type { LetterOffered, RequestView } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { Panel } from "../../shared/Page";
import { PrepareLetter } from "./PrepareLetter";

/** The letters that the determinations of this request lead to. None is typed from nothing. */
export function Letters({ request: { number, letters } }: { request: RequestView }) {
  const [open, setOpen] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  if (letters.length === 0 && said === "") return null;
  return (
    <Panel title="Letters" beside="they follow from what was determined">
      {letters.length > 0 && (
        <ul className="letters">
          {letters.map((offered) => (
            <li key={offered.letter}>
              <div className="letter-line">
                <p>
                  {offered.name} <span className="soft">{aboutItems(offered)}</span>
                  <br />
                  <span className="soft">{offered.about}</span>
                </p>
                <Button
                  onPress={() => {
                    setSaid("");
                    setOpen(open === offered.letter ? null : offered.letter);
                  }}
                >
                  {open === offered.letter ? "Close" : "Prepare…"} <span className="unseen">{offered.name}</span>
                </Button>
              </div>
              {open === offered.letter && (
                <PrepareLetter
                  number={number}
                  offered={offered}
                  onIssued={(file) => {
                    setOpen(null);
                    setSaid(issued(offered, file));
                  }}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="letters-said">
        {said}
      </p>
    </Panel>
  );
}

/** `item 1`, `items 1, 2`. */
function aboutItems({ items }: LetterOffered): string {
  return `${items.length === 1 ? "item" : "items"} ${items.join(", ")}`;
}

function issued({ kept, name }: LetterOffered, file: string): string {
  const where = kept ? "It is kept under Attachments." : "It is kept nowhere else.";
  return `${name}: issued, and saved as ${file}. ${where} The saved file is not encrypted.`;
}
