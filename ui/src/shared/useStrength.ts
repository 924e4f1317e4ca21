import { useEffect, useState } from "react";

import { call } from "../ipc/call";
import type { Founding, Strength } from "../ipc/generated";

/** How long one rests before what was typed is measured. */
const REST_MS = 200;

/** How hard the passphrase is to guess, measured by the program when the typing rests. Only the measure is kept. */
export function useStrength({ office, officer, passphrase }: Founding): Strength | undefined {
  const [measured, setMeasured] = useState<Strength>();
  useEffect(() => {
    if (passphrase === "") return;
    let typedOn = false;
    const resting = setTimeout(() => {
      call("passphrase_strength", { office, officer, passphrase }).then(
        (strength) => {
          if (!typedOn) setMeasured(strength);
        },
        () => {
          if (!typedOn) setMeasured(undefined);
        },
      );
    }, REST_MS);
    return () => {
      typedOn = true;
      clearTimeout(resting);
    };
  }, [office, officer, passphrase]);
  return passphrase === "" ? undefined : measured;
}
