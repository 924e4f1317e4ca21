import type { LogView, MappingBlock, MappingDraft, OurColumn, TheirColumn } from "../../ipc/generated";

export const NO_MAPPING: MappingDraft = {
  date_format: "",
  number: "",
  columns: {},
  constants: {},
  values: {},
  items: [],
};

/** What fills a column of ours: one of theirs, the same for every row, or nothing. */
export type Filling = { from: "nothing" } | { from: "column"; name: string } | { from: "constant"; value: string };

export function fillingOf(mapping: MappingDraft, column: string): Filling {
  const name = mapping.columns[column];
  if (name !== undefined) return { from: "column", name };
  const value = mapping.constants[column];
  return value === undefined ? { from: "nothing" } : { from: "constant", value };
}

/** The mapping with another filling of one column. What the column's values meant goes with the column they stood in. */
export function filled(mapping: MappingDraft, our: OurColumn, filling: Filling, log: LogView): MappingDraft {
  const columns = without(mapping.columns, our.column);
  const constants = without(mapping.constants, our.column);
  const values = without(mapping.values, our.column);
  const rest = { ...mapping, columns, constants, values };
  switch (filling.from) {
    case "nothing":
      return rest;
    case "constant":
      return { ...rest, constants: { ...constants, [our.column]: filling.value } };
    case "column": {
      const meant = meanings(our, columnOf(log, filling.name));
      return {
        ...rest,
        columns: { ...columns, [our.column]: filling.name },
        values: meant === null ? values : { ...values, [our.column]: meant },
      };
    }
  }
}

/** What stands under the other keys. */
export function without<T>(texts: Record<string, T>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(texts).filter(([other]) => other !== key));
}

export function columnOf(log: LogView, name: string): TheirColumn | undefined {
  return log.columns.find((column) => column.name === name);
}

/** Their values and ours for a closed list, as far as the words are the same; null where no list is needed. */
function meanings(our: OurColumn, theirs: TheirColumn | undefined): Record<string, string> | null {
  if (theirs === undefined || !needsList(our, theirs)) return null;
  const pairs = theirs.values
    .filter(({ stopped }) => !stopped)
    .flatMap(({ text }) => {
      const word = text.trim().toLowerCase().replaceAll(/\W+/g, "_");
      const ours = text === "" || our.choices.some(({ value }) => value === word) ? word : null;
      return ours === null ? [] : [[text, ours] as const];
    });
  return Object.fromEntries(pairs);
}

/** Does what stands in a column have to be turned into our words? */
function needsList(our: OurColumn, theirs: TheirColumn): boolean {
  const known = (text: string) => text === "" || our.choices.some(({ value }) => value === text);
  return our.choices.length > 0 && theirs.values.some(({ text }) => !known(text));
}

/** The mapping with another meaning of one value; null: none was said yet. */
export function meaning(mapping: MappingDraft, column: string, theirs: string, ours: string | null): MappingDraft {
  const others = without(mapping.values[column] ?? {}, theirs);
  const values = ours === null ? others : { ...others, [theirs]: ours };
  return { ...mapping, values: { ...mapping.values, [column]: values } };
}

/** The values that mean nothing yet, though their column has a list. */
export function unsaid(mapping: MappingDraft, column: string, log: LogView): string[] {
  const listed = mapping.values[column];
  const name = mapping.columns[column];
  if (listed === undefined || name === undefined) return [];
  return (columnOf(log, name)?.values ?? []).filter(({ text }) => !(text in listed)).map(({ text }) => text);
}

/** The mapping with one item of each row changed, added at the end, or taken out. */
export function withBlock(mapping: MappingDraft, place: number, block: MappingBlock | null): MappingDraft {
  const items = mapping.items.slice();
  if (block === null) items.splice(place, 1);
  else items[place] = block;
  return { ...mapping, items };
}

export const NEW_BLOCK: MappingBlock = { only: {}, except: {}, constants: {} };

/** For which rows a block gives its item: one condition for each column. */
export type Condition = { kind: "only" | "except"; name: string; values: string[] };

export function conditionsOf(block: MappingBlock): Condition[] {
  const of = (kind: Condition["kind"]) => Object.entries(block[kind]).map(([name, values]) => ({ kind, name, values }));
  return [...of("only"), ...of("except")];
}

/** The block with these conditions and no others. */
export function withConditions(block: MappingBlock, conditions: readonly Condition[]): MappingBlock {
  const of = (kind: Condition["kind"]) =>
    Object.fromEntries(conditions.filter((one) => one.kind === kind).map(({ name, values }) => [name, values]));
  return { ...block, only: of("only"), except: of("except") };
}

/** A few dates as the file writes them, from its columns of dates. */
export function datesOf(mapping: MappingDraft, log: LogView): string[] {
  const texts = log.ours
    .filter(({ is_date }) => is_date)
    .flatMap(({ column }) => {
      const theirs = columnOf(log, mapping.columns[column] ?? "");
      return theirs === undefined || theirs.moments ? [] : theirs.values.filter(({ stopped }) => !stopped);
    })
    .map(({ text }) => text)
    .filter((text) => text !== "");
  return [...new Set(texts)].slice(0, 3);
}
