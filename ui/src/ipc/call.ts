import { invoke } from "@tauri-apps/api/core";

import type { Commands, Refusal } from "./generated";

/** A command that was refused: `message` is for people, `code` for pages. */
export class Refused extends Error {
  readonly code: string;

  constructor({ code, message }: Refusal) {
    super(message);
    this.name = "Refused";
    this.code = code;
  }
}

type Asked<Name extends keyof Commands> = Commands[Name]["ask"] extends null ? [] : [ask: Commands[Name]["ask"]];

/**
 * Asks the program for the answer of one command.
 *
 * @throws {Refused} Always this kind: a refusal by the window's own permissions arrives as bare text and is made one.
 */
export async function call<Name extends keyof Commands>(
  name: Name,
  ...asked: Asked<Name>
): Promise<Commands[Name]["answer"]> {
  try {
    return await invoke<Commands[Name]["answer"]>(name, asked.length === 0 ? {} : { ask: asked[0] });
  } catch (reason) {
    throw new Refused(isRefusal(reason) ? reason : { code: "window", message: String(reason) });
  }
}

function isRefusal(reason: unknown): reason is Refusal {
  return typeof reason === "object" && reason !== null && "code" in reason && "message" in reason;
}
