import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { ChosenFile, ImportView } from "../../ipc/generated";

/** The files that the program has in hand, by their names. */
type Files = { log: ChosenFile | null; mapping: ChosenFile | null };

/** What is under way: while it is, nothing else is begun, so that what is said is always said of the files in sight. */
type Act = "choosing" | "checking" | "recording";

/** Choosing, checking and recording, and what was found in the files that are chosen now. */
export function useImport() {
  const memory = useQueryClient();
  const [files, setFiles] = useState<Files>({ log: null, mapping: null });
  const [found, setFound] = useState<ImportView>();

  const choosing = useMutation<Files, Refused, "log" | "mapping">({
    // Another log comes without a mapping: the program lets go of the one before.
    mutationFn: async (which) =>
      which === "log"
        ? { log: await call("choose_log"), mapping: null }
        : { ...files, mapping: await call("choose_mapping") },
    onSuccess: (chosen) => {
      setFiles(chosen);
      setFound(undefined);
      reading.reset();
    },
  });
  const reading = useMutation<ImportView, Refused, "check_import" | "run_import">({
    mutationFn: (name) => call(name),
    onSuccess: async (view) => {
      setFound(view);
      // Any page may show what came with the file.
      if (view.recorded) await memory.invalidateQueries();
    },
    onError: (_, name) => {
      // What an earlier check found is no ground for an import once the file could not be checked again.
      if (name === "check_import") setFound(undefined);
    },
  });

  const underWay: Act | null = choosing.isPending
    ? "choosing"
    : !reading.isPending
      ? null
      : reading.variables === "check_import"
        ? "checking"
        : "recording";

  function begin(act: () => void) {
    return () => {
      if (underWay === null) act();
    };
  }

  return {
    files,
    /** What the check found, or what was recorded; none: the files were not checked yet. */
    found,
    underWay,
    refused: reading.error ?? choosing.error,
    chooseLog: begin(() => {
      choosing.mutate("log");
    }),
    chooseMapping: begin(() => {
      choosing.mutate("mapping");
    }),
    check: begin(() => {
      choosing.reset();
      reading.mutate("check_import");
    }),
    record: begin(() => {
      reading.mutate("run_import");
    }),
  };
}
