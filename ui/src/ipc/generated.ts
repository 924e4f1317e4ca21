// Made from src-tauri/src/commands/list.rs by a test. Do not edit.

export type About = { 
/**
 * The program's version, such as `0.1.0`.
 */
version: string, 
/**
 * The number of the ordinance it applies, as the City Council gave it.
 */
ordinance: string, };

/** What each command answers. */
export type Commands = {
  about: About;
};
