import type { Told } from "./generated";

/** Hears what the program tells without being asked. Gives back what ends the listening. */
export function whenTold(hear: (told: Told) => void): () => void {
  const listen = (event: Event) => {
    if (event instanceof CustomEvent) hear(event.detail as Told);
  };
  window.addEventListener("told", listen);
  return () => {
    window.removeEventListener("told", listen);
  };
}
