import { useRef } from "react";
import { flushSync } from "react-dom";

import type { LogView, MappingBlock, MappingDraft } from "../../ipc/generated";
import { Button } from "../../shared/controls";
import { Block } from "./Block";
import { NEW_BLOCK, withBlock } from "./mapping";

type Props = { log: LogView; mapping: MappingDraft; onChange: (mapping: MappingDraft) => void };

/** How many items each row gives, and for which rows. */
export function Blocks({ log, mapping, onChange }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const change = (place: number, block: MappingBlock | null) => {
    onChange(withBlock(mapping, place, block));
  };

  function add() {
    const blocks = mapping.items.length === 0 ? [NEW_BLOCK, NEW_BLOCK] : [...mapping.items, NEW_BLOCK];
    flushSync(() => {
      onChange({ ...mapping, items: blocks });
    });
    // The work goes on in the item that came.
    const first = mapping.items.length === 0 ? 0 : blocks.length - 1;
    list.current?.querySelectorAll<HTMLElement>("fieldset")[first]?.querySelector<HTMLElement>("button")?.focus();
  }

  return (
    <section className="import-section">
      <h3>Items</h3>
      <p className="soft">
        {mapping.items.length === 0
          ? "Each row is one item."
          : "Each row gives these items. What is said above holds for all of them."}
      </p>
      <div ref={list} className="import-blocks">
        {mapping.items.map((block, place) => (
          <Block
            // Items have no name but their place.
            key={place}
            place={place}
            block={block}
            log={log}
            mapping={mapping}
            onChange={(changed) => {
              change(place, changed);
            }}
          />
        ))}
      </div>
      <div>
        <Button onPress={add}>
          {mapping.items.length === 0 ? "Each row asks for several things" : "Add an item to each row"}
        </Button>
      </div>
    </section>
  );
}
