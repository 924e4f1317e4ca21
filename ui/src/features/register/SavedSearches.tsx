import { useState } from "react";

import type { Refused } from "../../ipc/call";
import type { SavedSearch, SavingSearch } from "../../ipc/generated";
import { Button, Field } from "../../shared/controls";
import { Stopped } from "../../shared/Page";
import { Opened } from "./Opened";
import type { Search } from "./search";

type Props = {
  saved: readonly SavedSearch[];
  /** What is sought now, and the columns that are shown. */
  search: Search;
  columns: readonly string[];
  /** The saved search that was applied last; "" for none. */
  applied: string;
  onApply: (saved: SavedSearch) => void;
  save: (saving: SavingSearch, then: { onSuccess: () => void }) => void;
  onSaved: (name: string) => void;
  forget: (name: string) => void;
  refused: Refused | null;
};

/** The searches that this officer keeps by name: applied, saved, renamed by saving again, forgotten. */
export function SavedSearches(props: Props) {
  const { saved, search, columns, applied, onApply, save, onSaved, forget, refused } = props;
  return (
    <Opened name="Saved searches">
      {(close) => (
        <div className="register-saved">
          {saved.length === 0 ? (
            <p className="soft">None is saved yet. Those you save are yours alone, and no part of the record.</p>
          ) : (
            <ul>
              {saved.map((one) => (
                <li key={one.name}>
                  <Button
                    onPress={() => {
                      onApply(one);
                      close();
                    }}
                  >
                    {one.name}
                  </Button>
                  <button
                    type="button"
                    className="register-forget"
                    aria-label={`Delete ${one.name}`}
                    onClick={() => {
                      forget(one.name);
                    }}
                  >
                    Delete
                  </button>
                </li>
              ))}
            </ul>
          )}
          <SaveForm
            key={applied}
            applied={applied}
            onSave={(name) => {
              const kept = { name, search, columns: [...columns] };
              save(
                { saved: kept, instead_of: applied },
                {
                  onSuccess: () => {
                    onSaved(name);
                    close();
                  },
                },
              );
            }}
          />
          {refused !== null && <Stopped>{refused.message}</Stopped>}
        </div>
      )}
    </Opened>
  );
}

function SaveForm({ applied, onSave }: { applied: string; onSave: (name: string) => void }) {
  const [name, setName] = useState(applied);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSave(name.trim());
      }}
    >
      <Field
        label="Name of this search"
        hint={applied === "" ? "Leave persons out, here and in its words." : `Another name renames “${applied}”.`}
        value={name}
        onChange={setName}
      />
      <button type="submit" className="button button-main">
        Save this search
      </button>
    </form>
  );
}
