import { mockIPC } from "@tauri-apps/api/mocks";

import type { Commands } from "./generated";

/** One answer of every command, as the program itself gave it: its tests write these files from the practice desk. */
const contract = import.meta.glob<unknown>("./contract/*.json", { eager: true, import: "default" });

type Answers = {
  [Name in keyof Commands]?: (
    ask: Commands[Name]["ask"],
  ) => Commands[Name]["answer"] | Promise<Commands[Name]["answer"]>;
};

/** What the program answered when the contract was written. */
export function answerOf<Name extends keyof Commands>(name: Name): Commands[Name]["answer"] {
  const answer = contract[`./contract/${name}.json`];
  if (answer === undefined) throw new Error(`there is no contract file for ${name}`);
  return answer as Commands[Name]["answer"];
}

/** Puts the contract's answers in the place of the program; `own` answers come first. For tests and for looking at pages
 * in a browser. Gives what was asked, in order. */
export function mockProgram(own: Answers = {}): { name: string; ask: unknown }[] {
  const asked: { name: string; ask: unknown }[] = [];
  mockIPC((name, payload) => {
    const ask = (payload as { ask?: unknown } | undefined)?.ask ?? null;
    asked.push({ name, ask });
    const answer = own[name as keyof Commands] as ((ask: unknown) => unknown) | undefined;
    return answer === undefined ? answerOf(name as keyof Commands) : answer(ask);
  });
  return asked;
}
