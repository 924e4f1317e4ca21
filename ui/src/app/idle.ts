const SIGNS = ["pointerdown", "keydown", "wheel", "pointermove"] as const;

/** Calls `onIdle` once nobody has touched keyboard or mouse for so many minutes; also right after a longer sleep of the
 * computer. Gives back what ends the watch. */
export function idleFor(minutes: number, onIdle: () => void): () => void {
  const limit = minutes * 60_000;
  let last = Date.now();
  const touched = () => {
    last = Date.now();
  };
  // Timers rest while the computer sleeps: the clock is asked, not the timer.
  const watch = setInterval(() => {
    if (Date.now() - last >= limit) onIdle();
  }, 5_000);
  for (const sign of SIGNS) window.addEventListener(sign, touched, { passive: true });
  return () => {
    clearInterval(watch);
    for (const sign of SIGNS) window.removeEventListener(sign, touched);
  };
}
