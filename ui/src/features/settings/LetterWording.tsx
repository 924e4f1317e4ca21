import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { call, type Refused } from "../../ipc/call";
import type { LetterPart, LetterWording as Wording, LetterWords, WordingLetter } from "../../ipc/generated";
import { useAnswer } from "../../shared/answers";
import { Button, ChoiceField, LongField } from "../../shared/controls";
import { Answered, Panel, Stopped } from "../../shared/Page";

/** How letters are worded: the letterhead, and the parts of each letter that are not required as they are. */
export function LetterWording() {
  const query = useAnswer("letter_words");
  return (
    <Panel title="Letters" beside="what is required stays; the rest you can word yourself">
      <div className="panel-body settings-form">
        <Answered query={query}>
          {(words) => (
            <>
              <Letterhead lines={words.letterhead} />
              <Letters letters={words.letters} />
            </>
          )}
        </Answered>
      </div>
    </Panel>
  );
}

/** Keeps new words, which are there on every page at once. */
function useKept<Ask>(keep: (ask: Ask) => Promise<LetterWords>): UseMutationResult<LetterWords, Refused, Ask> {
  const memory = useQueryClient();
  return useMutation<LetterWords, Refused, Ask>({
    mutationFn: keep,
    onSuccess: async (words) => {
      memory.setQueryData(["letter_words"], words);
      await memory.invalidateQueries({ queryKey: ["show_letter"] });
    },
  });
}

function Letterhead({ lines }: { lines: readonly string[] }) {
  const [typed, setTyped] = useState(lines.join("\n"));
  const keeping = useKept((lines: string[]) => call("set_letterhead", lines));
  return (
    <>
      <LongField
        label="Below the office’s name, on every letter"
        hint="Address and telephone, at most four lines."
        value={typed}
        onChange={setTyped}
      />
      {keeping.error !== null && <Stopped>{keeping.error.message}</Stopped>}
      <div>
        <Button
          onPress={() => {
            if (!keeping.isPending) keeping.mutate(typed.split("\n"));
          }}
        >
          Set the letterhead
        </Button>
      </div>
      <p role="status">{keeping.isSuccess ? "Every letter from now on has this letterhead." : ""}</p>
    </>
  );
}

const keyOf = ({ letter, language }: Wording) => `${letter} ${language}`;

function Letters({ letters }: { letters: readonly Wording[] }) {
  const [chosen, setChosen] = useState("");
  const wording = letters.find((wording) => keyOf(wording) === chosen);
  return (
    <>
      <ChoiceField
        label="The words of"
        none="Choose a letter"
        choices={letters.map((wording) => ({
          value: keyOf(wording),
          label: `${wording.name}, ${wording.language_name}`,
          hint: null,
        }))}
        value={chosen}
        onChange={setChosen}
      />
      {wording !== undefined && (
        <section className="letter-parts" aria-label={wording.name} key={chosen}>
          <p className="soft">
            “{"{number}"}” and “{"{received}"}” stand for the request’s number and its day. A part that is left empty
            has the standard words again.
          </p>
          <h3 lang={wording.language}>{wording.subject}</h3>
          {wording.parts.map((part, place) =>
            part.name === null ? (
              <Required key={place} part={part} language={wording.language} />
            ) : (
              <Free key={place} wording={wording} part={part} name={part.name} />
            ),
          )}
        </section>
      )}
    </>
  );
}

function Required({ part: { only, words }, language }: { part: LetterPart; language: string }) {
  return (
    <div className="letter-part">
      <p className="soft">Required{only === null ? "" : `, ${only}`}</p>
      <p lang={language} className="letter-part-words">
        {words}
      </p>
    </div>
  );
}

type FreeProps = { wording: Wording; part: LetterPart; name: string };

function Free({ wording: { letter, language }, part: { words, standard }, name }: FreeProps) {
  const [typed, setTyped] = useState(words);
  const keeping = useKept((ask: WordingLetter) => call("word_letter", ask));

  function keep(words: string) {
    if (keeping.isPending) return;
    keeping.mutate(
      { letter, language, part: name, words },
      {
        onSuccess: ({ letters }) => {
          const wording = letters.find((other) => other.letter === letter && other.language === language);
          setTyped(wording?.parts.find((part) => part.name === name)?.words ?? words);
        },
      },
    );
  }

  return (
    <div className="letter-part">
      <LongField
        label={`Your words: ${name}`}
        {...(standard === null ? {} : { hint: "These are the office’s own words." })}
        value={typed}
        onChange={setTyped}
      />
      {keeping.error !== null && <Stopped>{keeping.error.message}</Stopped>}
      <div className="settings-line">
        <Button
          onPress={() => {
            keep(typed);
          }}
        >
          Keep these words <span className="unseen">for the {name}</span>
        </Button>
        {standard !== null && (
          <Button
            onPress={() => {
              keep("");
            }}
          >
            Use the standard words <span className="unseen">for the {name}</span>
          </Button>
        )}
      </div>
      <p role="status">{keeping.isSuccess ? "Kept for the letters from now on." : ""}</p>
    </div>
  );
}
