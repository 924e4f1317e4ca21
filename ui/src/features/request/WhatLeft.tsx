import { LongField } from "../../shared/controls";

type Props = {
  whatLeft: string;
  onWhatLeft: (words: string) => void;
  /** Did a paper come with it, of which more can leave than it names? */
  underPaper: boolean;
  surplus: boolean;
  onSurplus: (surplus: boolean) => void;
};

/** What left of something that was given out, and whether it was more than the paper names. */
export function WhatLeft({ whatLeft, onWhatLeft, underPaper, surplus, onSurplus }: Props) {
  return (
    <>
      <LongField
        label="What left, and to whom"
        hint="Which records, how many pages. Name no person."
        value={whatLeft}
        onChange={onWhatLeft}
      />
      {underPaper && (
        <label className="request-check">
          <input
            type="checkbox"
            checked={surplus}
            onChange={(event) => {
              onSurplus(event.target.checked);
            }}
          />
          <span>
            Surplus: more left than the paper names. What goes beyond it is not required by it, and the item stays
            marked.
          </span>
        </label>
      )}
    </>
  );
}
