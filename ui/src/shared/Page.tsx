import "./page.css";

import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";

import type { Refused } from "../ipc/call";

type PageProps = {
  title: string;
  /** What stands beside the title: a date, a number. */
  beside?: ReactNode;
  /** What can be done here: buttons, the main one last. */
  acts?: ReactNode;
  children: ReactNode;
};

/** A page: its title, what can be done on it, and its contents. The title takes the focus, so that a screen reader says
 * where one is. */
export function Page({ title, beside, acts, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    document.title = `${title} · Disclosure Gatekeeper`;
  }, [title]);
  return (
    <main className="page">
      <header className="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {beside !== undefined && <p className="soft">{beside}</p>}
        {acts !== undefined && <div className="page-acts">{acts}</div>}
      </header>
      {children}
    </main>
  );
}

/** A sheet of paper on the page, under its own heading. */
export function Panel({
  title,
  beside,
  children,
}: {
  title?: string;
  beside?: ReactNode | undefined;
  children: ReactNode;
}) {
  return (
    <section className="panel" aria-label={title}>
      {title !== undefined && (
        <header className="panel-head">
          <h2>{title}</h2>
          {beside !== undefined && <span className="soft">{beside}</span>}
        </header>
      )}
      {children}
    </section>
  );
}

/** What went wrong, what is safe, what to do: as the program says it. */
export function Stopped({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="stopped">
      {children}
    </p>
  );
}

/** Shows an answer when it is there, and a refusal in its words. In between nothing moves. */
export function Answered<T>({
  query,
  children,
}: {
  query: UseQueryResult<T, Refused>;
  children: (answer: T) => ReactNode;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error !== null) return <Stopped>{query.error.message}</Stopped>;
  return <div aria-busy="true" />;
}
