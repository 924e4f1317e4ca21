import { type ReactNode, useEffect, useRef, useState } from "react";

import { Button } from "../../shared/controls";

type Props = {
  /** What the button says. */
  name: string;
  /** The form, with the way to close it. */
  children: (close: () => void) => ReactNode;
};

/** A button that opens a correction in its place. When that is closed, the focus comes back to the button. */
export function Correctable({ name, children }: Props) {
  const [state, setState] = useState<"unopened" | "open" | "closed">("unopened");
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state === "closed") place.current?.querySelector("button")?.focus();
  }, [state]);
  return (
    <div ref={place}>
      {state === "open" ? (
        children(() => {
          setState("closed");
        })
      ) : (
        <Button
          onPress={() => {
            setState("open");
          }}
        >
          {name}
        </Button>
      )}
    </div>
  );
}
