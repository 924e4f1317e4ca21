import { useState } from "react";

import type { Refused } from "../../ipc/call";
import type { Session } from "../../ipc/generated";

/** One way into the desk at a time. It is no mutation of react-query: that would remember what it was asked with, and a
 * passphrase is remembered nowhere. */
export function useOpening(onOpen: (session: Session) => void) {
  const [trying, setTrying] = useState(false);
  const [refused, setRefused] = useState<Refused>();

  async function attempt(act: () => Promise<Session>): Promise<"open" | "refused" | "busy"> {
    if (trying) return "busy";
    setTrying(true);
    setRefused(undefined);
    try {
      onOpen(await act());
      return "open";
    } catch (reason) {
      setRefused(reason as Refused);
      return "refused";
    } finally {
      setTrying(false);
    }
  }

  return { trying, refused, attempt };
}
