import "./opening.css";

import { useEffect, useState } from "react";

import { call } from "../../ipc/call";
import type { About } from "../../ipc/generated";

/** What this program is, for whom, and the words it goes by. */
export function Opening() {
  return (
    <>
      <header className="band">
        <p className="band-office">City of Northampton</p>
        <h1>Disclosure Gatekeeper</h1>
        <p className="band-for">For City staff, when an agency asks for records, for information or for help.</p>
      </header>
      <main className="opening">
        <section aria-labelledby="does">
          <h2 id="does">What it does</h2>
          <ul className="acts">
            <li>
              <strong>Logs the request,</strong> one line for each thing that is asked.
            </li>
            <li>
              <strong>Says what the law requires</strong> of each line, and which words decided.
            </li>
            <li>
              <strong>Keeps the record.</strong> Nothing in it can be changed without a trace.
            </li>
            <li>
              <strong>Accounts for the quarter</strong> to the City Council.
            </li>
          </ul>
        </section>
        <section aria-labelledby="rule">
          <h2 id="rule">The rule it goes by</h2>
          <figure>
            <blockquote>
              <p>
                It is the policy of the City of Northampton that <mark>unless required by state and federal law</mark>,
                the City shall not take any action for the{" "}
                <mark>sole purpose of facilitating federal immigration enforcement</mark>, including providing{" "}
                <mark>non-mandatory information</mark> to any state or federal agency.
              </p>
            </blockquote>
            <figcaption>Northampton Safe City Ordinance, Section 2(a)</figcaption>
          </figure>
          <figure>
            <blockquote>
              <p>
                Nothing in this ordinance shall be construed to violate any valid federal law, or to prohibit any city
                official from providing another law enforcement agency citizenship or information status, consistent
                with 8 U.S.C. § 1373.
              </p>
            </blockquote>
            <figcaption>Section 3(b). Such exchanges are counted in a record of their own.</figcaption>
          </figure>
        </section>
      </main>
      <Edition />
    </>
  );
}

/** Which version this is: the one line of the page that the program itself has to answer. */
function Edition() {
  const [about, setAbout] = useState<About | "failed">();

  useEffect(() => {
    let shown = true;
    call("about").then(
      (answer) => {
        if (shown) setAbout(answer);
      },
      () => {
        if (shown) setAbout("failed");
      },
    );
    return () => {
      shown = false;
    };
  }, []);

  return (
    <footer className="edition">
      {about === "failed" ? (
        <p role="alert" className="stopped">
          The program did not answer, so this page cannot say which version it is. No record was touched. Close the
          window and start the program again.
        </p>
      ) : (
        <p role="status">{about && `Version ${about.version} · Ordinance ${about.ordinance}`}</p>
      )}
      <p>Works without a network. Nothing leaves this computer unless you save it.</p>
    </footer>
  );
}
