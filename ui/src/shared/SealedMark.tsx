import "./sealed.css";

import { readable } from "./dates";

/** That a request is sealed, for who may see it all the same. Who may not is shown nothing. */
export function SealedMark({ until }: { until: string | null }) {
  return until === null ? null : <p className="sealed-mark">Sealed until {readable(until)}</p>;
}
