import "./smallNumbers.css";

import { type ReactNode } from "react";

import type { QuarterName, SmallNumbers as Numbers, SmallTable } from "../../ipc/generated";
import { useAnswerTo, useSession } from "../../shared/answers";
import { counted } from "../../shared/counted";
import { readable } from "../../shared/dates";
import { inNewYork } from "../../shared/moment";
import { Answered, Panel, Stopped } from "../../shared/Page";
import { Reasoned } from "../../shared/Reasoned";
import { useUnmerging } from "./useUnmerging";

/** What the public edition merges, and that two officers may let a table be given exactly. */
export function SmallNumbers({ quarter }: { quarter: QuarterName }) {
  const query = useAnswerTo("small_numbers", quarter.id);
  return (
    <Answered query={query}>
      {(numbers) => (
        <Panel
          title="Small numbers in the public edition"
          beside={numbers.tables.length > 0 ? counted(numbers.tables.length, "table") : undefined}
        >
          <div className="panel-body small-numbers">
            <About numbers={numbers} />
            {numbers.tables.map((table) => (
              <Table key={table.table} quarter={quarter.id} table={table} />
            ))}
          </div>
        </Panel>
      )}
    </Answered>
  );
}

function About({ numbers: { over, as_of: asOf, issued, tables } }: { numbers: Numbers }) {
  if (!over) return <p className="soft">The quarter is not over: its public edition has no such tables yet.</p>;
  if (tables.length === 0) return <p className="soft">No table of this quarter has a small number that is merged.</p>;
  return (
    <>
      <p>
        These tables have small numbers. In the public edition they stand together with others, so that they point at
        nobody. Giving a table exactly takes two officers: one asks, another decides.
      </p>
      {asOf !== null && (
        <p className="soft">
          {issued
            ? `They were published with the record of ${inNewYork(asOf)}, and later editions repeat them.`
            : "They were not published yet. The first report that is issued gives them."}
        </p>
      )}
    </>
  );
}

const STATES = {
  merged: "merged",
  asked: "a second officer is asked",
  refused: "merged: it was refused",
  exact: "given exactly",
} as const;

function Table({ quarter, table: known }: { quarter: string; table: SmallTable }) {
  const { table, title, state, hidden, through } = known;
  const { duties } = useSession();
  const asking = useUnmerging("ask_unmerging");
  const deciding = useUnmerging("decide_unmerging");
  const refused = asking.refused ?? deciding.refused;
  return (
    <details className="small-table" open={state === "asked"}>
      <summary>
        {title} <span className="soft">{STATES[state]}</span>
      </summary>
      <section aria-label={title}>
        <table className="small-hidden">
          <caption>{state === "exact" ? "What is given exactly" : "What is merged, for officers alone"}</caption>
          <tbody>
            {hidden.map(({ label, count }) => (
              <tr key={label}>
                <th scope="row">
                  <bdi>{label}</bdi>
                </th>
                <td>{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <HowFar table={known} />
        {(state === "merged" || state === "refused") && duties.includes("ask_unmerging") && (
          <Reasoned
            // A reason typed for one step is not one for the next.
            key={state}
            label={`Why “${title}” should be given exactly`}
            acts={[
              {
                name: "Ask a second officer",
                main: true,
                act: (reason) => {
                  asking.act({ quarter, table, reason });
                },
              },
            ]}
          >
            <Warning with={known.with} />
          </Reasoned>
        )}
        {state === "asked" && through === null && !known.own && duties.includes("decide_unmerging") && (
          <Reasoned
            label="Why, or why not"
            acts={[
              {
                name: "Keep it merged",
                main: false,
                act: (reason) => {
                  deciding.act({ quarter, table, approve: false, reason });
                },
              },
              {
                name: "Give it exactly",
                main: true,
                act: (reason) => {
                  deciding.act({ quarter, table, approve: true, reason });
                },
              },
            ]}
          >
            <Warning with={known.with} />
          </Reasoned>
        )}
        {refused !== undefined && <Stopped>{refused}</Stopped>}
      </section>
    </details>
  );
}

/** What cannot be taken back, before it is asked or decided. */
function Warning({ with: other }: { with: string | null }) {
  return (
    <div className="notice">
      <p>
        <strong>What is published cannot be taken back.</strong> A small number may point at a person, to somebody who
        knows them. Look at each number above first.
      </p>
      {other !== null && (
        <p>“{other}” would be given exactly with it, because each tells what is merged in the other. Look at both.</p>
      )}
    </div>
  );
}

function HowFar({ table }: { table: SmallTable }) {
  const { state, through, own } = table;
  const asked = (
    <Said who={own ? "You" : table.asked_by} at={table.asked_at} why={table.asked_reason}>
      asked for it
    </Said>
  );
  switch (state) {
    case "merged":
      return null;
    case "asked":
      return (
        <>
          {through !== null && <p>It would be given exactly with “{through}”, which is asked for.</p>}
          {asked}
          {through !== null && <p>Decide there.</p>}
          {own && <p>Another officer opens the desk and decides here. Until then it stays merged.</p>}
        </>
      );
    case "refused":
      return (
        <>
          {asked}
          <Said who={table.decided_by} at={table.decided_at} why={table.decided_reason}>
            kept it merged
          </Said>
          <p>It can be asked again, with another reason.</p>
        </>
      );
    case "exact":
      return (
        <>
          {through !== null && <p>It is given exactly with “{through}”.</p>}
          {asked}
          <Said who={table.decided_by} at={table.decided_at} why={table.decided_reason}>
            approved it
          </Said>
          <p>The public edition gives it exactly from then on, and says so beside it.</p>
        </>
      );
  }
}

/** What an officer did, when, and in which words. */
function Said({
  who,
  at,
  why,
  children,
}: {
  who: string | null;
  at: string | null;
  why: string | null;
  children: ReactNode;
}) {
  return (
    <p>
      <strong>
        <bdi>{who ?? "An officer"}</bdi> {children}
      </strong>
      {at !== null && `, ${readable(at)}`}
      {why !== null && (
        <>
          : “<bdi>{why}</bdi>”
        </>
      )}
    </p>
  );
}
