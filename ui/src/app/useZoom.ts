import { useState } from "react";

import { call } from "../ipc/call";
import type { ZoomStep } from "../ipc/generated";

/** Shows everything larger or smaller, and says how large; `undefined` until somebody asked for it. */
export function useZoom() {
  const [percent, setPercent] = useState<number>();
  function zoom(step: ZoomStep) {
    // Where the window cannot, everything is seen as it was.
    call("zoom", step).then(setPercent, () => undefined);
  }
  return { percent, zoom };
}
