import { COLUMNS } from "./columns";
import { Opened } from "./Opened";

type Props = {
  /** The names of those that are shown. */
  shown: readonly string[];
  onChange: (names: string[]) => void;
};

/** Which columns stand beside the request's. */
export function ColumnChoice({ shown, onChange }: Props) {
  return (
    <Opened name="Columns">
      {() => (
        <fieldset className="register-choices">
          <legend className="soft">Beside the request’s number</legend>
          {COLUMNS.map(({ name, heading }) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={shown.includes(name)}
                onChange={({ target }) => {
                  onChange(target.checked ? [...shown, name] : shown.filter((one) => one !== name));
                }}
              />
              {heading}
            </label>
          ))}
        </fieldset>
      )}
    </Opened>
  );
}
