const SIGNS = ["pointerdown", "keydown", "wheel", "pointermove"] as const;

/** Tells the program that somebody is there: at the first touch of keyboard or mouse, and then at most once a minute; more
 * often only where the idle time is so short that a minute would miss it. The program keeps the time and locks the desk.
 * Gives back what ends it. */
export function tellTouches(idleMinutes: number, tell: () => void): () => void {
  const rest = Math.min(60_000, (idleMinutes * 60_000) / 3);
  let told = -Infinity;
  const touched = () => {
    const now = performance.now();
    if (now - told < rest) return;
    told = now;
    tell();
  };
  for (const sign of SIGNS) window.addEventListener(sign, touched, { passive: true, capture: true });
  return () => {
    for (const sign of SIGNS) window.removeEventListener(sign, touched, { capture: true });
  };
}
