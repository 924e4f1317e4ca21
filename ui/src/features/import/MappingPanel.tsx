import type { LogView, MappingDraft, NamedMapping, OurColumn } from "../../ipc/generated";
import { Field } from "../../shared/controls";
import { Panel } from "../../shared/Page";
import { Blocks } from "./Blocks";
import { DateFormat } from "./DateFormat";
import { KeptMappings } from "./KeptMappings";
import { datesOf } from "./mapping";
import { OurColumnField } from "./OurColumnField";
import { Quoting } from "./Quoting";
import { TheirColumns } from "./TheirColumns";
import { useMappingSaid } from "./useMappings";

type Props = {
  log: LogView;
  mapping: MappingDraft;
  /** Where it comes from: the name of one that was kept, or of a file; "": a guess, or made here. */
  source: string;
  /** Has nobody touched the guess yet? */
  guessed: boolean;
  onChange: (mapping: MappingDraft) => void;
  onTaken: (named: NamedMapping) => void;
};

/** What became of an item, in the order in which it happens. */
const OUTCOME: readonly string[] = ["decided", "response", "responded", "direction"];

/** What the columns of a file mean: for each of ours one of theirs, one value for every row, or nothing. */
export function MappingPanel({ log, mapping, source, guessed, onChange, onTaken }: Props) {
  const said = useMappingSaid(mapping, log);
  const inBlocks = (column: string) => mapping.items.some((block) => block.constants[column] !== undefined);
  const groups: readonly (readonly [string, (our: OurColumn) => boolean])[] = [
    ["The request", ({ of_item }) => !of_item],
    ["What is asked", ({ of_item, column }) => of_item && !OUTCOME.includes(column)],
    ["What became of it", ({ column }) => OUTCOME.includes(column)],
  ];
  return (
    <Panel title="What the columns mean" beside={guessed ? "A guess by their names. Look it through." : source}>
      <div className="panel-body import-mapping">
        <KeptMappings mapping={mapping} source={source} onTaken={onTaken} />
        <TheirColumns log={log} mapping={mapping} />
        {groups.map(([title, belongs]) => (
          <section key={title} className="import-section">
            <h3>{title}</h3>
            <div className="import-fields">
              {log.ours
                .filter((our) => belongs(our) && !inBlocks(our.column))
                .map((our) => (
                  <OurColumnField key={our.column} our={our} log={log} mapping={mapping} onChange={onChange} />
                ))}
              {title === "The request" && (
                <>
                  <Field
                    label="Number made for each row"
                    hint="Where the file has none. PA-{row} gives PA-1, PA-2 …"
                    value={mapping.number}
                    onChange={(number) => {
                      onChange({ ...mapping, number });
                    }}
                  />
                  <DateFormat
                    format={mapping.date_format}
                    dates={datesOf(mapping, log)}
                    said={said}
                    onChange={(date_format) => {
                      onChange({ ...mapping, date_format });
                    }}
                  />
                </>
              )}
            </div>
          </section>
        ))}
        <Blocks log={log} mapping={mapping} onChange={onChange} />
        <div role="status" className="import-unfit">
          {said?.problems.map((problem) => (
            <p key={problem} className="notice">
              <Quoting>{problem}</Quoting>
            </p>
          ))}
        </div>
      </div>
    </Panel>
  );
}
