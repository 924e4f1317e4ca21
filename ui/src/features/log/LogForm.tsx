import "./log.css";

import { useReducer, useRef, useState } from "react";

import type { RequestDraft } from "../../ipc/generated";
import { useSession, useWords } from "../../shared/answers";
import { nowInNewYork } from "../../shared/clock";
import { Button } from "../../shared/controls";
import { Page, Stopped } from "../../shared/Page";
import { useWay } from "../../shared/places";
import { AddItem } from "./AddItem";
import { AnswerPanel } from "./AnswerPanel";
import { AskedItems } from "./AskedItems";
import { blank, restored } from "./draft";
import { begun, lastInWords, record } from "./history";
import { ItemDetails } from "./ItemDetails";
import { itemName } from "./itemName";
import { Notices } from "./Notices";
import { problemsOf } from "./problems";
import { RequestHead } from "./RequestHead";
import { useConsidered } from "./useConsidered";
import { useKeeping } from "./useKeeping";
import { useSaving } from "./useSaving";
import { useSavingKeys } from "./useSavingKeys";
import { useSeeking } from "./useSeeking";
import { useUndoKey } from "./useUndoKey";

/** The whole request on one page: what came on the left, what the law says about each item on the right. */
export function LogForm({ kept }: { kept: RequestDraft | null }) {
  const session = useSession();
  const words = useWords();
  const { go } = useWay();
  const [history, act] = useReducer(record, kept, (kept) => begun(kept === null ? blank(session) : restored(kept)));
  const { writing } = history;
  const [isRestored, setRestored] = useState(kept !== null);
  /** What is typed to be added and not yet on the list. */
  const [adding, setAdding] = useState("");
  /** Did somebody try to save? From then on an empty field can be wrong. */
  const [tried, setTried] = useState(false);
  const [said, setSaid] = useState("");
  /** Counts the requests of this sitting: what fields remember of one is not for the next. */
  const [round, setRound] = useState(0);

  const opinion = useConsidered(writing);
  const keeping = useKeeping(writing);
  const saving = useSaving();
  const problems = problemsOf(writing, opinion.considered?.problems ?? [], opinion.ids, tried);
  const page = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLElement>(null);
  const who = useRef<HTMLInputElement>(null);
  const add = useRef<HTMLInputElement>(null);
  const description = useRef<HTMLInputElement>(null);
  const seek = useSeeking(writing, act, opinion, problems, { page, sheet, who, add, description });
  const selected = writing.items.find(({ id }) => id === writing.selected);
  const notAdded =
    tried && adding.trim() !== "" ? "This is not on the list yet. Choose its kind, or clear it." : undefined;

  function startAnew(how: "start" | "forget") {
    act({ act: how, writing: blank(session) });
    setRestored(false);
    setTried(false);
    setAdding("");
    setRound(round + 1);
    seek("who");
  }

  /** Clears the page. It can be taken back; the kept draft is kept again then. */
  function clear() {
    void keeping.drop();
    setSaid("");
    startAnew("start");
  }

  function undo() {
    if (history.steps.length === 0) return;
    act({ act: "undo" });
    // With the last step the button goes: the work goes on where things are added.
    if (history.steps.length === 1) add.current?.focus();
  }
  useUndoKey(undo);

  function save(next: boolean) {
    if (saving.isPending) return;
    setSaid("");
    if (adding.trim() !== "") {
      setTried(true);
      add.current?.focus();
      return;
    }
    saving.mutate(writing, {
      onSuccess: (logged) => {
        if (logged === null) {
          setTried(true);
          seek("problem");
          return;
        }
        void keeping.drop();
        if (!next) {
          go({ page: "request", number: logged.number });
          return;
        }
        setSaid([`${logged.number} is logged.`, ...logged.warnings].join(" "));
        startAnew("forget");
      },
    });
  }
  useSavingKeys(save);

  return (
    <Page
      title="Log a request"
      beside={keeping.isKept ? "Draft kept" : undefined}
      acts={
        <>
          <Button
            keys="Ctrl+S"
            onPress={() => {
              save(false);
            }}
          >
            Save
          </Button>
          <Button
            main
            keys="Ctrl+Enter"
            onPress={() => {
              save(true);
            }}
          >
            Save and next
          </Button>
        </>
      }
    >
      <p role="status" className={said === "" ? "unseen" : "log-said"}>
        {said}
      </p>
      {isRestored && (
        <div className="notice log-restored" role="status">
          <p>This is the draft you left.</p>
          <Button onPress={clear}>Throw it away</Button>
        </div>
      )}
      {saving.error !== null && <Stopped>{saving.error.message}</Stopped>}
      {opinion.refused !== null && <Stopped>{opinion.refused.message}</Stopped>}
      {keeping.trouble !== null && <Stopped>The draft is not kept: {keeping.trouble}</Stopped>}
      {problems.elsewhere.map((message) => (
        <Stopped key={message}>{message}</Stopped>
      ))}
      <div className="log" ref={page}>
        <section className="panel log-left" aria-label="The request" key={round}>
          <RequestHead
            writing={writing}
            write={act}
            problems={problems}
            known={opinion.considered?.recipient ?? null}
            whoRef={who}
          />
          <h2>
            What is asked <span className="soft">one line for each thing</span>
          </h2>
          {writing.items.length > 0 && (
            <AskedItems writing={writing} write={act} determinations={opinion.determinations} problems={problems} />
          )}
          <AddItem
            text={adding}
            onText={setAdding}
            onAdd={(kind, words) => {
              act({ act: "add", kind, description: words });
            }}
            onGoOn={() => {
              seek("question");
            }}
            problem={notAdded ?? problems.ofRequest("items")}
            inputRef={add}
          />
          {selected !== undefined && (
            <ItemDetails
              key={selected.id}
              line={selected}
              name={itemName(words, selected)}
              write={act}
              determination={opinion.determinations.get(selected.id)}
              problems={problems}
              now={() => nowInNewYork(session.today)}
              descriptionRef={description}
              onRemove={() => {
                act({ act: "remove", item: selected.id });
                add.current?.focus();
              }}
              onAgain={() => {
                act({ act: "again", item: selected.id });
                seek("description");
              }}
            />
          )}
          <div className="log-undo">
            <p role="status">{lastInWords(words, history)}</p>
            {history.steps.length > 0 && (
              <Button keys="Ctrl+Z" onPress={undo}>
                Undo
              </Button>
            )}
            {writing.touched && <Button onPress={clear}>Clear the page</Button>}
          </div>
          <Notices considered={opinion.considered} />
        </section>
        <AnswerPanel
          writing={writing}
          opinion={opinion}
          panelRef={sheet}
          onAnswer={(item, fact, value) => {
            act({ act: "fact", item, fact, value });
          }}
          onGoOn={() => {
            seek("question");
          }}
        />
      </div>
    </Page>
  );
}
