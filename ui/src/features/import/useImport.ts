import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { ChosenFile, ImportView, LogView, MappingDraft, NamedMapping } from "../../ipc/generated";

/** A file that the program has in hand: its name, and what stands in it. */
type Log = { file: ChosenFile; view: LogView };

/** What the columns mean, and where that comes from. */
type Meant = { mapping: MappingDraft; source: string; guessed: boolean };

/** What is under way: while it is, nothing else is begun, so that what is said is always said of the file in sight. */
type Act = "choosing" | "checking" | "recording";

/** Choosing, mapping, checking and recording, and what was found in the file that is chosen now. */
export function useImport() {
  const memory = useQueryClient();
  const [log, setLog] = useState<Log | null>(null);
  /** Null: the columns are taken as ours. */
  const [meant, setMeant] = useState<Meant | null>(null);
  const [found, setFound] = useState<ImportView>();

  const choosing = useMutation<Log | null, Refused, { sheet: string; file?: ChosenFile }>({
    mutationFn: async ({ sheet, file = null }) => {
      const chosen = file ?? (await call("choose_log"));
      return chosen === null ? null : { file: chosen, view: await call("look_at_log", sheet) };
    },
    onSuccess: (chosen) => {
      const columns = chosen?.view.columns ?? [];
      setLog(chosen);
      setMeant(
        chosen === null || chosen.view.fits || columns.length === 0
          ? null
          : { mapping: chosen.view.guess, source: "", guessed: true },
      );
      forget();
    },
    onError: () => {
      setLog(null);
      setMeant(null);
      forget();
    },
  });
  const reading = useMutation<ImportView, Refused, "check_import" | "run_import">({
    mutationFn: (name) => call(name, { sheet: log?.view.sheet ?? "", mapping: meant?.mapping ?? null }),
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

  /** What was found is found of the file and the mapping before. */
  function forget() {
    setFound(undefined);
    reading.reset();
  }

  function begin(act: () => void) {
    if (underWay === null) act();
  }

  function mean(changed: Meant | null) {
    begin(() => {
      setMeant(changed);
      forget();
    });
  }

  return {
    log,
    meant,
    /** What the check found, or what was recorded; none: the file was not checked yet. */
    found,
    underWay,
    refused: reading.error ?? choosing.error,
    chooseLog: () => {
      begin(() => {
        choosing.mutate({ sheet: "" });
      });
    },
    chooseSheet: (sheet: string) => {
      begin(() => {
        if (log !== null) choosing.mutate({ sheet, file: log.file });
      });
    },
    mapByHand: () => {
      if (log !== null) mean({ mapping: log.view.guess, source: "", guessed: true });
    },
    changeMapping: (mapping: MappingDraft) => {
      mean({ mapping, source: meant?.source ?? "", guessed: false });
    },
    takeMapping: ({ name, mapping }: NamedMapping) => {
      mean({ mapping, source: name, guessed: false });
    },
    check: () => {
      begin(() => {
        choosing.reset();
        reading.mutate("check_import");
      });
    },
    record: () => {
      begin(() => {
        reading.mutate("run_import");
      });
    },
  };
}
