import { useEffect } from "react";

/** Ctrl+S saves, Ctrl+Enter saves and begins the next. They are caught before any field sees them: a list that is open
 * would take Enter for itself. */
export function useSavingKeys(save: (next: boolean) => void) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key !== "Enter" && event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      event.stopPropagation();
      save(event.key === "Enter");
    }
    window.addEventListener("keydown", press, { capture: true });
    return () => {
      window.removeEventListener("keydown", press, { capture: true });
    };
  });
}
