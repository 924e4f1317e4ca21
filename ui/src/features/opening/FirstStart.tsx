import { type SubmitEvent, useRef, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { Founding, RecoverySheet as Sheet, Session } from "../../ipc/generated";
import { Field } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { firstWrong, type Wrong } from "./firstWrong";
import { OpeningFrame } from "./OpeningFrame";
import { FirstSheet } from "./FirstSheet";
import { PracticeDesk } from "./PracticeDesk";
import { StrengthMeter } from "../../shared/StrengthMeter";
import { useOpening } from "./useOpening";
import { useStrength } from "../../shared/useStrength";

/** The first start: what the program is, the form that makes the record, and then the recovery sheet. */
export function FirstStart({ onOpen }: { onOpen: (session: Session) => void }) {
  const [office, setOffice] = useState("City Clerk");
  const [officer, setOfficer] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const [shown, setShown] = useState(false);
  const [wrong, setWrong] = useState<Wrong>();
  const [session, setSession] = useState<Session>();
  const [sheet, setSheet] = useState<Sheet | Refused>();
  const { trying, refused, attempt } = useOpening(setSession);
  const strength = useStrength({ office, officer, passphrase });
  const form = useRef<HTMLFormElement>(null);

  const problem = (field: Wrong["field"]) => (wrong?.field === field ? wrong.message : undefined);
  const type = shown ? "text" : "password";

  function goTo(field: Wrong["field"]) {
    form.current?.querySelector<HTMLElement>(`[data-field="${field}"] input`)?.focus();
  }

  async function make(founding: Founding) {
    // It is measured once more: the feedback may lag behind the typing.
    const found = firstWrong(founding, again) ?? (await tooWeak(founding));
    setWrong(found);
    if (found !== undefined) {
      goTo(found.field);
      return;
    }
    const tried = attempt(() => call("set_up", founding));
    setPassphrase("");
    setAgain("");
    const outcome = await tried;
    if (outcome === "refused") goTo("passphrase");
    if (outcome === "open") await call("make_recovery_sheet", founding.passphrase).then(setSheet, setSheet);
  }

  if (session !== undefined) {
    return (
      <FirstSheet
        sheet={sheet}
        onDone={() => {
          onOpen(session);
        }}
      />
    );
  }

  return (
    <OpeningFrame title="Start the record">
      <div className="opening-making">
        <p>
          This program records what other agencies ask the City for, tells what the law says about each thing they ask,
          and counts what was disclosed. The rule it goes by is the Northampton Safe City Ordinance.
        </p>
        <form
          ref={form}
          className="opening-form"
          onSubmit={(event: SubmitEvent) => {
            event.preventDefault();
            void make({ office: office.trim(), officer: officer.trim(), passphrase });
          }}
        >
          <div data-field="office">
            <Field label="Office" value={office} onChange={setOffice} problem={problem("office")} />
          </div>
          <div data-field="officer">
            <Field label="Your name" value={officer} onChange={setOfficer} problem={problem("officer")} />
          </div>
          <fieldset className="opening-passphrases" aria-describedby="passphrase-matters">
            <legend>Your passphrase</legend>
            <p id="passphrase-matters" className="notice">
              Nobody can open the record without a passphrase. If it is lost, only the recovery sheet opens the record:
              you get the sheet next.
            </p>
            <div data-field="passphrase">
              <Field
                label="Passphrase"
                hint="Four or more words that do not belong together."
                type={type}
                value={passphrase}
                onChange={setPassphrase}
                problem={problem("passphrase")}
              />
            </div>
            <StrengthMeter strength={strength} />
            <div data-field="again">
              <Field
                label="Passphrase again"
                type={type}
                value={again}
                onChange={setAgain}
                problem={problem("again")}
              />
            </div>
            <label className="opening-shown">
              <input
                type="checkbox"
                checked={shown}
                onChange={(event) => {
                  setShown(event.target.checked);
                }}
              />
              Show what I type
            </label>
          </fieldset>
          {refused !== undefined && <Stopped>{refused.message}</Stopped>}
          <div className="opening-acts">
            <button type="submit" className="button button-main">
              Make the record
            </button>
            <p role="status" className="soft">
              {trying && "Making the record…"}
            </p>
          </div>
        </form>
      </div>
      <PracticeDesk onOpen={onOpen} />
    </OpeningFrame>
  );
}

/** A passphrase that is easy to guess, with what would make it harder. One that cannot be measured is not taken either. */
async function tooWeak(founding: Founding): Promise<Wrong | undefined> {
  try {
    const { enough, advice } = await call("passphrase_strength", founding);
    return enough ? undefined : { field: "passphrase", message: advice };
  } catch (reason) {
    return { field: "passphrase", message: (reason as Refused).message };
  }
}
