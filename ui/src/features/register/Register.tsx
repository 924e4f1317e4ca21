import "./register.css";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import type { RegisterExported, SavedSearch } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { counted } from "../../shared/counted";
import { LongWork } from "../../shared/LongWork";
import { Page, Stopped } from "../../shared/Page";
import { useWay } from "../../shared/places";
import { ColumnChoice } from "./ColumnChoice";
import { columnsOf } from "./columns";
import { ExportChoice } from "./ExportChoice";
import { RegisterGrid, type Stand } from "./RegisterGrid";
import { SavedSearches } from "./SavedSearches";
import { EVERYTHING, isNarrowed, isSame, orderTold, type Search } from "./search";
import { SearchForm } from "./SearchForm";
import { useExport } from "./useExport";
import { useKept } from "./useKept";
import { useLeft } from "./useLeft";
import { useRegister } from "./useRegister";
import { useSettled } from "./useSettled";

/** How long somebody has stopped typing before the words are sought, in milliseconds. */
const PAUSE = 120;

/** Every item of every request: sought as one types, sorted, read as far as one scrolls, and as it was left. */
export function Register() {
  const { place } = useWay();
  const [left, leaving] = useLeft();
  const [search, setSearch] = useState(left?.search ?? EVERYTHING);
  const [applied, setApplied] = useState(left?.applied ?? "");
  // Where somebody goes on who comes back; another search begins at its first row.
  const [start, setStart] = useState<Stand | undefined>(left);
  const text = useSettled(search.text, PAUSE);
  const agency = useSettled(search.agency, PAUSE);
  const { answers, rows, total, error, readOn, stoppedReading } = useRegister({ ...search, text, agency });
  const kept = useKept();
  const exporting = useExport();
  const [chosen, setChosen] = useState<readonly string[]>();
  const shown = chosen ?? kept.columns;
  const columns = useMemo(() => columnsOf(shown ?? []), [shown]);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  // Somebody pressed Enter before the answer was there: its first row takes the focus.
  const [goesOn, setGoesOn] = useState(false);
  const current = answers !== undefined && isSame(answers, search);
  const finds = place.page === "register" && place.find === true;
  const goesBack = !finds && start?.opened !== undefined;

  // On arrival, unless one comes back to a row; and whenever somebody asks for the search again (Ctrl+F).
  useEffect(() => {
    if (!goesBack) toSearch();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only on arrival
  }, [place]);

  useEffect(() => {
    const { opened, offset } = leaving.current ?? { opened: undefined, offset: 0 };
    leaving.current = { search, applied, opened, offset };
  }, [leaving, search, applied]);

  const stand = useCallback(
    (now: Stand) => {
      if (leaving.current !== undefined) leaving.current = { ...leaving.current, ...now };
    },
    [leaving],
  );

  useEffect(() => {
    function press(event: KeyboardEvent) {
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      toSearch();
    }
    window.addEventListener("keydown", press);
    return () => {
      window.removeEventListener("keydown", press);
    };
  }, []);

  function toSearch() {
    field.current?.select();
    field.current?.focus();
  }

  const { forget } = exporting;
  const seek = useCallback(
    (change: (search: Search) => Search) => {
      setSearch(change);
      setStart(undefined);
      setGoesOn(false);
      forget();
    },
    [forget],
  );

  function clear() {
    seek(() => EVERYTHING);
    setApplied("");
    field.current?.focus();
  }

  function show(names: readonly string[]) {
    setChosen(names);
    kept.keepColumns([...names]);
  }

  function apply({ name, search: saved, columns: names }: SavedSearch) {
    seek(() => saved);
    setApplied(name);
    show(names);
  }

  return (
    <Page
      title="Register"
      beside={applied === "" ? undefined : `Saved search “${applied}”`}
      acts={
        shown !== undefined && (
          <>
            <SavedSearches
              saved={kept.saved}
              search={search}
              columns={shown}
              applied={applied}
              onApply={apply}
              save={kept.save}
              onSaved={setApplied}
              forget={(name) => {
                kept.forget(name);
                if (name === applied) setApplied("");
              }}
              refused={kept.refused}
            />
            <ColumnChoice shown={shown} onChange={show} />
            <ExportChoice
              ledger={search.ledger}
              onExport={(ledger) => {
                exporting.start({ search: { ...search, ledger }, columns: [...shown] });
              }}
            />
          </>
        )
      }
    >
      <SearchForm
        search={search}
        officers={kept.officers}
        onChange={seek}
        onEnter={() => {
          if (current) list.current?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus();
          else setGoesOn(true);
        }}
        onClear={clear}
        inputRef={field}
      />
      <div className="register-told">
        <p role="status" className="soft">
          {answers !== undefined && told(total, answers)}
          <Written done={exporting.done} />
        </p>
        {isNarrowed(search) && rows.length > 0 && <Button onPress={clear}>Clear search and filters</Button>}
      </div>
      {error !== null && <Stopped>{error.message}</Stopped>}
      <LongWork underWay={exporting.underWay} counting="Items written" refused={exporting.refused} />
      {stoppedReading && (
        <div>
          <Button onPress={readOn}>Read on</Button>
        </div>
      )}
      {answers !== undefined && (
        <div ref={list} className="panel register-frame" aria-busy={!current}>
          {rows.length > 0 && shown !== undefined ? (
            // Another search begins at its first row.
            <RegisterGrid
              key={JSON.stringify(answers)}
              rows={rows}
              columns={columns}
              total={total.more ? undefined : total.items}
              start={start}
              takesFocus={current && (goesOn || goesBack)}
              onReadOn={stoppedReading ? nothing : readOn}
              onStand={stand}
              onLeave={toSearch}
            />
          ) : (
            rows.length === 0 && <Nothing search={answers} onClear={clear} />
          )}
        </div>
      )}
    </Page>
  );
}

function nothing() {
  // What failed is tried again when somebody says so.
}

function told(total: { items: number; more: boolean }, search: Search): string {
  const order = orderTold(search);
  if (!isNarrowed(search)) return `${counted(total.items, "item")} in all, ${order}`;
  if (total.more) return `More than ${counted(total.items, "item")} found, ${order}`;
  return total.items === 0 ? "No item found" : `${counted(total.items, "item")} found, ${order}`;
}

/** What became of the export. */
function Written({ done }: { done: RegisterExported | null }) {
  if (done === null) return null;
  return (
    <>
      {`. ${counted(done.items, "item was", "items were")} written to `}
      <bdi>{done.file}</bdi>
    </>
  );
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
