import type { Ref } from "react";

import type { Choice } from "../../ipc/generated";
import { AgencyField } from "../../shared/AgencyField";
import { useWords } from "../../shared/answers";
import { ChoiceField } from "../../shared/controls";
import { PapersHelp } from "../../shared/Papers";
import { WhenFields } from "../../shared/WhenFields";
import { DepartmentField } from "./DepartmentField";
import { type Act, USUAL_ORIGIN, type Writing } from "./draft";
import { labelOf } from "./itemName";
import type { Problems } from "./problems";

/** What the fields about the other side, the day and the department are called, by who began it. */
const CALLED: Record<string, { who: string; when: string; why: string }> = {
  requested: { who: "Who asks", when: "Received", why: "Why they want it" },
  volunteered: { who: "Who would get it", when: "Raised", why: "Why it would be told" },
  own_inquiry: { who: "Whom the City asks", when: "Sent", why: "Why the City asks" },
};

type Props = {
  writing: Writing;
  write: (act: Act) => void;
  problems: Problems;
  /** The class of the agency as the directory knows it. */
  known: Choice | null;
  whoRef: Ref<HTMLInputElement>;
};

/** What holds for the whole request. */
export function RequestHead({ writing, write, problems, known, whoRef }: Props) {
  const { origins, channels, questions } = useWords();
  const choices = (fact: string) => questions.find((question) => question.fact === fact)?.choices ?? [];
  const fact = (name: string) => (value: string) => {
    write({ act: "fact", item: 0, fact: name, value });
  };
  const called = CALLED[writing.origin] ?? CALLED["requested"];
  const named = writing.agency.trim() !== "";

  return (
    <div className="log-head">
      <div className="log-who">
        <AgencyField
          label={called?.who ?? "Who asks"}
          value={writing.agency}
          onChange={(value) => {
            write({ act: "head", field: "agency", value });
          }}
          problem={problems.ofRequest("agency")}
          inputRef={whoRef}
        />
        <ChoiceField
          label="What they are"
          choices={choices("recipient")}
          value={writing.facts["recipient"] ?? (named ? (known?.value ?? "") : "")}
          onChange={fact("recipient")}
          problem={problems.ofRequest("recipient")}
          none={named ? "Choose what they are" : "As the directory says"}
        />
      </div>
      <div className="log-row">
        <WhenFields
          label={called?.when ?? "Received"}
          value={writing.received}
          onChange={(value) => {
            write({ act: "head", field: "received", value });
          }}
          problem={problems.ofRequest("received")}
        />
        <ChoiceField
          label="How it came"
          choices={channels}
          value={writing.channel}
          onChange={(value) => {
            write({ act: "head", field: "channel", value });
          }}
          problem={problems.ofRequest("channel")}
        />
      </div>
      <p className="soft">The record notes on its own when this is entered.</p>
      <div className="log-row">
        <ChoiceField
          label="Paper with it"
          choices={choices("instrument")}
          value={writing.facts["instrument"] ?? ""}
          onChange={fact("instrument")}
          problem={problems.ofRequest("instrument")}
          none="Not looked at yet"
        />
        <ChoiceField
          label={called?.why ?? "Why they want it"}
          choices={choices("purpose")}
          value={writing.facts["purpose"] ?? ""}
          onChange={fact("purpose")}
          problem={problems.ofRequest("purpose")}
          none="Not asked yet"
        />
      </div>
      <PapersHelp instrument={writing.facts["instrument"]} />
      <div className="log-row">
        <DepartmentField
          value={writing.department}
          onChange={(value) => {
            write({ act: "head", field: "department", value });
          }}
          problem={problems.ofRequest("department")}
        />
        <ChoiceField
          label="How it began"
          choices={origins.filter(({ value }) => value !== USUAL_ORIGIN)}
          value={writing.origin === USUAL_ORIGIN ? "" : writing.origin}
          onChange={(value) => {
            write({ act: "head", field: "origin", value: value === "" ? USUAL_ORIGIN : value });
          }}
          problem={problems.ofRequest("origin")}
          none={labelOf(origins, USUAL_ORIGIN)}
        />
      </div>
    </div>
  );
}
