import { useQuery, type UseQueryResult } from "@tanstack/react-query";

import { call, type Refused } from "../ipc/call";
import type { Commands, Session, Words } from "../ipc/generated";
import { createContext, useContext } from "react";

type Reading = {
  [Name in keyof Commands]: Commands[Name]["ask"] extends null ? Name : never;
}[keyof Commands];

/** The answer of a command that is asked with nothing, kept and shared between pages. */
export function useAnswer<Name extends Reading>(name: Name): UseQueryResult<Commands[Name]["answer"], Refused> {
  return useQuery<Commands[Name]["answer"], Refused>({
    queryKey: [name],
    queryFn: () => (call as (name: Name) => Promise<Commands[Name]["answer"]>)(name),
  });
}

/** The answer of a command that is asked with something. */
export function useAnswerTo<Name extends Exclude<keyof Commands, Reading>>(
  name: Name,
  ask: Commands[Name]["ask"],
): UseQueryResult<Commands[Name]["answer"], Refused> {
  return useQuery<Commands[Name]["answer"], Refused>({
    queryKey: [name, ask],
    queryFn: () => (call as (name: Name, ask: Commands[Name]["ask"]) => Promise<Commands[Name]["answer"]>)(name, ask),
  });
}

/** The closed lists and texts, which are there before any page is shown. */
export const WordsContext = createContext<Words | null>(null);

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === null) throw new Error("a page was shown before the words were there");
  return words;
}

/** Who works at the desk. */
export const SessionContext = createContext<Session | null>(null);

/** Asks the program anew who works at the desk and how, after a setting was changed. */
export const RenewContext = createContext<() => void>(() => undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("a page was shown while the desk was locked");
  return session;
}
