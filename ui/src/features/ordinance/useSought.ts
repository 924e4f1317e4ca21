import { type RefObject, useEffect, useRef } from "react";

/** Brings what somebody followed a link to into sight, with the focus on it. */
export function useSought<Element extends HTMLElement>(sought: boolean): RefObject<Element | null> {
  const found = useRef<Element>(null);
  useEffect(() => {
    if (!sought) return;
    found.current?.focus({ preventScroll: true });
    found.current?.scrollIntoView({ block: "start" });
  }, [sought]);
  return found;
}
