import { useState } from "react";

import type { RequestCorrection, RequestView } from "../../ipc/generated";
import { AgencyField } from "../../shared/AgencyField";
import { useWords } from "../../shared/answers";
import { ChoiceField, Field } from "../../shared/controls";
import { WhenFields } from "../../shared/WhenFields";
import { CorrectionForm, problemOf } from "./CorrectionForm";
import { useConsideredCorrection } from "./useConsideredCorrection";
import { useRequestAct } from "./useRequestAct";

/** What was logged about a request as a whole, to be entered anew. */
export function CorrectRequest({ request, onClose }: { request: RequestView; onClose: () => void }) {
  const { origins, channels } = useWords();
  const [draft, setDraft] = useState<RequestCorrection>({
    number: request.number,
    why: "",
    received: request.received,
    origin: request.origin_value,
    channel: request.channel_value ?? "",
    department: request.department ?? "",
    agency: request.agency,
  });
  // The reason changes nothing of what would change.
  const considered = useConsideredCorrection("consider_request_correction", { ...draft, why: "" });
  const { view } = considered;
  const recording = useRequestAct("correct_request", onClose);
  const change = (field: keyof RequestCorrection) => (value: string) => {
    setDraft((draft) => ({ ...draft, [field]: value }));
  };
  const field = (name: "received" | "origin" | "channel" | "department" | "agency") => ({
    value: draft[name],
    onChange: change(name),
    problem: problemOf(view, name),
  });
  return (
    <CorrectionForm
      title="Correct this request"
      considered={considered}
      why={draft.why}
      onWhy={change("why")}
      refused={recording.error?.message}
      onRecord={() => {
        recording.mutate(draft);
      }}
      onCancel={onClose}
    >
      <WhenFields label="Received" {...field("received")} />
      <AgencyField label="Agency" {...field("agency")} />
      <ChoiceField label="How it came" choices={channels} {...field("channel")} />
      <Field label="Department it reached first" {...field("department")} />
      <ChoiceField label="How it began" choices={origins} {...field("origin")} />
    </CorrectionForm>
  );
}
