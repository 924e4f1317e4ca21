import type { Gone } from "../../ipc/generated";
import { readable } from "../../shared/dates";

/** What stands where words or a scan were destroyed: never nothing. */
export function Destroyed({ gone }: { gone: Gone }) {
  return (
    <span className="soft destroyed">
      Destroyed on {readable(gone.on)} under approval <bdi>{gone.approval}</bdi>
    </span>
  );
}
