import type { ItemKind } from "../../ipc/generated";

/** What a clerk can take for what was typed. */
export type Offer = {
  kinds: readonly ItemKind[];
  /** Is the text itself what is asked, because no kind has its words? It then becomes the description, and its kind is
   * chosen: what cannot be told from words is never guessed. */
  ownWords: boolean;
};

/** The kinds whose words begin with the words typed; for words of the clerk's own all kinds, the open one first. */
export function offer(kinds: readonly ItemKind[], typed: string): Offer {
  const wanted = words(typed);
  const found = kinds.filter(({ label, hint }) => {
    const there = words(`${label} ${hint}`);
    return wanted.every((word) => there.some((other) => other.startsWith(word)));
  });
  if (found.length > 0) return { kinds: byLabel(found, wanted), ownWords: false };
  const open = kinds.filter(isOpen);
  return { kinds: [...open, ...kinds.filter((kind) => !isOpen(kind))], ownWords: true };
}

function isOpen({ label }: ItemKind): boolean {
  return label.startsWith("Something else");
}

/** Those first that have the words in their label. */
function byLabel(kinds: readonly ItemKind[], wanted: readonly string[]): readonly ItemKind[] {
  const inLabel = ({ label }: ItemKind) => wanted.every((word) => words(label).some((other) => other.startsWith(word)));
  return [...kinds.filter(inLabel), ...kinds.filter((kind) => !inLabel(kind))];
}

function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}
