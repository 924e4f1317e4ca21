import { invoke } from "@tauri-apps/api/core";

import type { Commands } from "./generated";

/**
 * Asks the program for the answer of one command.
 *
 * A refusal by the window's own permissions arrives as bare text; it is made an `Error` here, so that a page catches
 * one kind of thing.
 */
export async function call<Name extends keyof Commands>(name: Name): Promise<Commands[Name]> {
  try {
    return await invoke<Commands[Name]>(name);
  } catch (reason) {
    throw reason instanceof Error ? reason : new Error(String(reason), { cause: reason });
  }
}
