import { type SubmitEvent, useRef, useState } from "react";

import { ChoiceField, Field } from "../../shared/controls";

type Props = {
  /** The departments of the list that received no request. */
  departments: readonly string[];
  onCertify: (department: string, signer: string) => void;
};

/** A department has signed that it had nothing to report: which, and what office the signer holds. */
export function CertifyNil({ departments, onCertify }: Props) {
  const [department, setDepartment] = useState("");
  const [signer, setSigner] = useState("");
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const office = useRef<HTMLInputElement>(null);

  function certify(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (department === "") form.current?.querySelector<HTMLElement>(".field-button")?.focus();
    else if (signer.trim() === "") office.current?.focus();
    else onCertify(department, signer.trim());
  }

  return (
    <form ref={form} className="coverage-form" onSubmit={certify} aria-label="Enter a certified nil">
      <h3>Enter a certified nil</h3>
      <p className="soft">
        A department has signed that it had nothing to report for this quarter. Keep what it signed.
      </p>
      <ChoiceField
        label="Department"
        choices={departments.map((name) => ({ value: name, label: name, hint: null }))}
        value={department}
        onChange={setDepartment}
        none="Choose the department"
        problem={tried && department === "" ? "Choose the department." : undefined}
      />
      <Field
        label="Office of who signed"
        hint="Such as Chief of Police. It stands in the record and the report: no name."
        value={signer}
        onChange={setSigner}
        problem={tried && signer.trim() === "" ? "Give the office that the signer holds." : undefined}
        inputRef={office}
      />
      <div>
        <button type="submit" className="button">
          Record the nil
        </button>
      </div>
    </form>
  );
}
