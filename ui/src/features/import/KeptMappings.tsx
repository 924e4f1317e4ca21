import { type SubmitEvent, useState } from "react";

import type { MappingDraft, NamedMapping } from "../../ipc/generated";
import { Button, ChoiceField, Field } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { useMappings } from "./useMappings";

type Props = {
  mapping: MappingDraft;
  /** Where the mapping in sight comes from; "": it was made here. */
  source: string;
  onTaken: (named: NamedMapping) => void;
};

/** Mappings that were kept for the next file of the same kind: chosen again by name, or as a file. */
export function KeptMappings({ mapping, source, onTaken }: Props) {
  const [name, setName] = useState("");
  const { saved, refused, done, save, drop, fromFile, toFile } = useMappings(onTaken);
  const inUse = saved.find((kept) => kept.name === source);

  function keep(event: SubmitEvent) {
    event.preventDefault();
    save({ name: name.trim(), mapping });
  }

  return (
    <section className="import-section">
      <h3>Kept mappings</h3>
      <div className="import-fields">
        <ChoiceField
          label="Use a mapping that was kept"
          choices={saved.map((kept) => ({ value: kept.name, label: kept.name, hint: null }))}
          value={inUse?.name ?? ""}
          none={saved.length === 0 ? "None is kept yet" : "None"}
          onChange={(chosen) => {
            const taken = saved.find((kept) => kept.name === chosen);
            if (taken !== undefined) onTaken(taken);
          }}
        />
        <form className="import-keep" onSubmit={keep} aria-label="Keep this mapping">
          <Field label="Keep this one as" value={name} onChange={setName} />
          <button type="submit" className="button" disabled={name.trim() === ""}>
            Keep
          </button>
        </form>
      </div>
      <div className="import-act">
        <Button onPress={fromFile}>Take one from a file…</Button>
        <Button
          onPress={() => {
            toFile({ name, mapping });
          }}
        >
          Write this one to a file…
        </Button>
        {inUse !== undefined && (
          <Button
            onPress={() => {
              drop(inUse.name);
            }}
          >
            {`Delete “${inUse.name}”`}
          </Button>
        )}
      </div>
      {refused !== null && <Stopped>{refused.message}</Stopped>}
      <p role="status" className="soft">
        {done}
      </p>
    </section>
  );
}
