import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { Commands, CorrectionView } from "../../ipc/generated";

/** How long one rests before the program is asked what a correction would change, in milliseconds. */
const REST = 150;

type Considering = "consider_request_correction" | "consider_item_correction";

export type ConsideredCorrection = {
  /** What would change; the answer before stays until the next is there. */
  view: CorrectionView | undefined;
  /** Is this about the form as it stands now? */
  upToDate: boolean;
};

/** What the program says a correction would change, asked after a short rest. Nothing is recorded by it. */
export function useConsideredCorrection<Name extends Considering>(
  name: Name,
  correction: Commands[Name]["ask"],
): ConsideredCorrection {
  const [rested, setRested] = useState(correction);
  const written = JSON.stringify(correction);
  useEffect(() => {
    const rest = setTimeout(() => {
      setRested(JSON.parse(written) as Commands[Name]["ask"]);
    }, REST);
    return () => {
      clearTimeout(rest);
    };
  }, [written]);
  const { data, isPlaceholderData } = useQuery<CorrectionView, Refused>({
    queryKey: [name, rested],
    queryFn: () => (call as (name: Name, ask: Commands[Name]["ask"]) => Promise<CorrectionView>)(name, rested),
    placeholderData: keepPreviousData,
    // What is only considered is nobody's memory.
    gcTime: 0,
  });
  return { view: data, upToDate: data !== undefined && !isPlaceholderData && JSON.stringify(rested) === written };
}
