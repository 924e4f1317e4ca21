import "./register.css";

import { useEffect, useRef, useState } from "react";

import { Button } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { Page, Stopped } from "../../shared/Page";
import { useWay } from "../../shared/places";
import { RegisterGrid } from "./RegisterGrid";
import { EVERYTHING, isNarrowed, isSame, type Search } from "./search";
import { SearchForm } from "./SearchForm";
import { useRegister } from "./useRegister";
import { useSettled } from "./useSettled";

/** How long somebody has stopped typing before the words are sought, in milliseconds. */
const PAUSE = 120;

/** Every item of every request: sought as one types, read as far as one scrolls. */
export function Register() {
  const { place } = useWay();
  const [search, setSearch] = useState(EVERYTHING);
  const text = useSettled(search.text, PAUSE);
  const { answers, rows, total, error, readOn, stoppedReading } = useRegister({ ...search, text });
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  // Somebody pressed Enter before the answer was there: its first row takes the focus.
  const [goesOn, setGoesOn] = useState(false);
  const current = answers !== undefined && isSame(answers, search);

  // On arrival, and whenever somebody asks for the register again (Ctrl+F).
  useEffect(() => {
    field.current?.select();
    field.current?.focus();
  }, [place]);

  function seek(next: Search) {
    setSearch(next);
    setGoesOn(false);
  }

  function clear() {
    seek(EVERYTHING);
    field.current?.focus();
  }

  return (
    <Page title="Register">
      <SearchForm
        search={search}
        onChange={seek}
        onEnter={() => {
          if (current) list.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
          else setGoesOn(true);
        }}
        inputRef={field}
      />
      <div className="register-told">
        <p role="status" className="soft">
          {answers !== undefined && told(total, answers)}
        </p>
        {isNarrowed(search) && rows.length > 0 && <Button onPress={clear}>Clear search and filters</Button>}
      </div>
      {error !== null && <Stopped>{error.message}</Stopped>}
      {stoppedReading && (
        <div>
          <Button onPress={readOn}>Read on</Button>
        </div>
      )}
      {answers !== undefined && (
        <div ref={list} className="panel register-frame" aria-busy={!current}>
          {rows.length > 0 ? (
            // Another search begins at its first row.
            <RegisterGrid
              key={JSON.stringify(answers)}
              rows={rows}
              total={total}
              takesFocus={current && goesOn}
              onReadOn={stoppedReading ? nothing : readOn}
            />
          ) : (
            <Nothing search={answers} onClear={clear} />
          )}
        </div>
      )}
    </Page>
  );
}

function nothing() {
  // What failed is tried again when somebody says so.
}

function told(total: number, search: Search): string {
  if (!isNarrowed(search)) return `${counted(total, "item")} in all, the latest first`;
  return total === 0 ? "No item found" : `${counted(total, "item")} found, the latest first`;
}

function Nothing({ search, onClear }: { search: Search; onClear: () => void }) {
  const { go } = useWay();
  return isNarrowed(search) ? (
    <div className="register-nothing">
      <p>No item is like that. Try fewer letters or fewer filters.</p>
      <Button onPress={onClear}>Clear search and filters</Button>
    </div>
  ) : (
    <div className="register-nothing">
      <p>Nothing is recorded yet.</p>
      <Button
        onPress={() => {
          go({ page: "log" });
        }}
      >
        Log a request
      </Button>
    </div>
  );
}
