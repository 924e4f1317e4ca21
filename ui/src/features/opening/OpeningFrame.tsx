import "./opening.css";

import type { ReactNode } from "react";

import { useAnswer } from "../../shared/answers";
import { Page } from "../../shared/Page";

/** What stands around the two ways in: the name of the program, its version, and the ordinance it goes by. */
export function OpeningFrame({ title, children }: { title: string; children: ReactNode }) {
  const { data: about } = useAnswer("about");
  return (
    <div className="opening">
      <header className="opening-rail">
        <strong>Disclosure Gatekeeper</strong>
        <p>City of Northampton</p>
        {about !== undefined && (
          <p className="opening-version">
            Version {about.version}
            <br />
            Ordinance {about.ordinance}
          </p>
        )}
      </header>
      <Page title={title}>
        <div className="opening-columns">{children}</div>
      </Page>
    </div>
  );
}
