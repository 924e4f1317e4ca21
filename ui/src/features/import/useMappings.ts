import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { call, type Refused } from "../../ipc/call";
import type { ChosenFile, LogView, MappingDraft, MappingSaid, NamedMapping } from "../../ipc/generated";
import { datesOf } from "./mapping";

/** What the program says of a mapping as it stands. */
export function useMappingSaid(mapping: MappingDraft, log: LogView): MappingSaid | undefined {
  const ask = { mapping, dates: datesOf(mapping, log) };
  return useQuery<MappingSaid, Refused>({
    queryKey: ["consider_mapping", ask],
    queryFn: () => call("consider_mapping", ask),
    placeholderData: keepPreviousData,
    gcTime: 0,
  }).data;
}

const SAVED = ["saved_mappings"];

/** The mappings that are kept, and what can be done with one. */
export function useMappings(onTaken: (mapping: NamedMapping) => void) {
  const memory = useQueryClient();
  const saved = useQuery<NamedMapping[], Refused>({ queryKey: SAVED, queryFn: () => call("saved_mappings") });
  const kept = (mappings: NamedMapping[]) => {
    memory.setQueryData(SAVED, mappings);
  };
  const saving = useMutation<NamedMapping[], Refused, NamedMapping>({
    mutationFn: (named) => call("save_mapping", named),
    onSuccess: kept,
  });
  const dropping = useMutation<NamedMapping[], Refused, string>({
    mutationFn: (name) => call("drop_mapping", name),
    onSuccess: kept,
  });
  const reading = useMutation<NamedMapping | null, Refused>({
    mutationFn: () => call("choose_mapping"),
    onSuccess: (chosen) => {
      if (chosen !== null) onTaken(chosen);
    },
  });
  const writing = useMutation<ChosenFile | null, Refused, NamedMapping>({
    mutationFn: (named) => call("export_mapping", named),
  });
  const acts = [saving, dropping, reading, writing];
  const begin = (act: () => void) => {
    if (acts.some(({ isPending }) => isPending)) return;
    acts.forEach((other) => {
      other.reset();
    });
    act();
  };
  return {
    saved: saved.data ?? [],
    refused: saved.error ?? acts.map(({ error }) => error).find((error) => error !== null) ?? null,
    /** What was done last, in a sentence. */
    done: saving.isSuccess
      ? `Kept as “${saving.variables.name}”.`
      : dropping.isSuccess
        ? `“${dropping.variables}” is not kept any more.`
        : writing.data != null
          ? `Written to ${writing.data.name}.`
          : "",
    save: (named: NamedMapping) => {
      begin(() => {
        saving.mutate(named);
      });
    },
    drop: (name: string) => {
      begin(() => {
        dropping.mutate(name);
      });
    },
    fromFile: () => {
      begin(() => {
        reading.mutate();
      });
    },
    toFile: (named: NamedMapping) => {
      begin(() => {
        writing.mutate(named);
      });
    },
  };
}
