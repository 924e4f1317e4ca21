import { useEffect, useRef } from "react";

/** The field where a page begins: it has the focus as soon as the page is there. */
export function useFirstField() {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
  }, []);
  return field;
}
