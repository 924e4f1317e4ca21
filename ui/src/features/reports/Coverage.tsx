import { type ReactNode, useRef, useState } from "react";

import type { CoverageView, DepartmentView } from "../../ipc/generated";
import { useSession } from "../../shared/answers";
import { Button } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { Panel, Stopped } from "../../shared/Page";
import { CertifyNil } from "./CertifyNil";
import { useNil } from "./useNil";
import { WithdrawNil } from "./WithdrawNil";

type Props = {
  quarter: string;
  coverage: CoverageView;
  /** Is the quarter over? Then a department can certify that it had nothing to report. */
  complete: boolean;
};

/** Which departments reported, certified nil, or are silent; and where a certified nil is entered and withdrawn. */
export function Coverage({ quarter, coverage, complete }: Props) {
  const { duties } = useSession();
  const may = complete && duties.includes("issue");
  const [withdrawing, setWithdrawing] = useState<string>();
  const said = useRef<HTMLParagraphElement>(null);
  const nil = useNil(() => {
    setWithdrawing(undefined);
    // What acted is gone: one goes on where it is told how it stands.
    said.current?.focus();
  });
  const { departments, list_set: listSet } = coverage;
  // Without a list nobody is expected, and all that reported are shown alike.
  const expected = departments.filter(({ listed }) => listed || !listSet);
  const others = departments.filter(({ listed }) => !listed && listSet);
  const withdrawn = departments.find((one) => one.certified && one.department === withdrawing)?.department;
  const without = departments.filter(({ listed, requests }) => listed && requests === 0);

  return (
    <Panel title="Departments">
      <div className="panel-body coverage">
        <p ref={said} tabIndex={-1}>
          {coverage.said}
        </p>
        {!listSet && <p className="soft">In Settings, an administrator says which of them are expected to report.</p>}
        {expected.length > 0 && (
          <What caption="What the departments did" departments={expected}>
            {(one) =>
              may &&
              one.certified &&
              one.department !== withdrawn && (
                <Button
                  onPress={() => {
                    setWithdrawing(one.department);
                  }}
                >
                  Withdraw… <span className="unseen">the certified nil of {one.department}</span>
                </Button>
              )
            }
          </What>
        )}
        {may && withdrawn !== undefined && (
          <WithdrawNil
            key={withdrawn}
            department={withdrawn}
            onWithdraw={(why) => {
              nil.mutate({ quarter, department: withdrawn, why });
            }}
            onCancel={() => {
              setWithdrawing(undefined);
              said.current?.focus();
            }}
          />
        )}
        {others.length > 0 && (
          <details>
            <summary>{counted(others.length, "other department", "other departments")} not on the list</summary>
            <What caption="Departments that are not on the list" departments={others} />
          </details>
        )}
        {may && without.length > 0 && (
          <CertifyNil
            key={departments.map(({ said }) => said).join("\n")}
            departments={without.map(({ department }) => department)}
            onCertify={(department, signer) => {
              nil.mutate({ quarter, department, signer });
            }}
          />
        )}
        {nil.error !== null && <Stopped>{nil.error.message}</Stopped>}
      </div>
    </Panel>
  );
}

type WhatProps = {
  caption: string;
  departments: readonly DepartmentView[];
  /** What can be done with one of them. */
  children?: (one: DepartmentView) => ReactNode;
};

/** What each of some departments did, with how many requests it received. */
function What({ caption, departments, children }: WhatProps) {
  return (
    <table className="coverage-table">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Department</th>
          <th scope="col">What it did</th>
        </tr>
      </thead>
      <tbody>
        {departments.map((one) => (
          <tr key={one.department} className={one.silent ? "coverage-silent" : undefined}>
            <th scope="row">
              <bdi>{one.department}</bdi>
            </th>
            <td>
              <p>
                <bdi>{one.said}</bdi>
                {one.requests > 0 && (
                  <>
                    {" "}
                    <span className="coverage-count">{counted(one.requests, "request")}</span>
                  </>
                )}
              </p>
              {one.withdrawn.map((line) => (
                <p key={line} className="soft">
                  <bdi>{line}</bdi>
                </p>
              ))}
              {children?.(one)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
