import "./strength.css";

import type { Strength } from "../ipc/generated";

const WORDS = ["Very weak", "Weak", "Fair", "Strong", "Very strong"];
const STEPS = [1, 2, 3, 4];

/** How hard the passphrase is to guess, in words; the bar says the same to the eye. */
export function StrengthMeter({ strength }: { strength: Strength | undefined }) {
  return (
    <div role="status">
      {strength !== undefined && (
        <p className={strength.enough ? "strength strength-enough" : "strength strength-weak"}>
          <span className="strength-bar" aria-hidden="true">
            {STEPS.map((step) => (
              <span key={step} className={step <= strength.score ? "strength-reached" : undefined} />
            ))}
          </span>
          <span>
            <strong>{strength.enough ? (WORDS[strength.score] ?? "Strong") : "Not enough yet"}.</strong>{" "}
            {strength.advice}
          </span>
        </p>
      )}
    </div>
  );
}
