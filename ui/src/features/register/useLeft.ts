import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";

import type { Search } from "./search";

/** The register as somebody left it. */
export type Left = {
  search: Search;
  /** The saved search that was applied. */
  applied: string;
  /** The row that was opened last. */
  opened: number | undefined;
  /** How far the list was scrolled, in pixels. */
  offset: number;
};

const KEY = ["left", "register"];

/** What was left when somebody went to another page, and what will be left this time. It is forgotten with the session. */
export function useLeft(): [left: Left | undefined, leaving: RefObject<Left | undefined>] {
  const memory = useQueryClient();
  const [left] = useState(() => memory.getQueryData<Left>(KEY));
  const leaving = useRef(left);
  useEffect(
    () => () => {
      memory.setQueryDefaults(KEY, { gcTime: Infinity });
      memory.setQueryData(KEY, leaving.current);
    },
    [memory],
  );
  return [left, leaving];
}
