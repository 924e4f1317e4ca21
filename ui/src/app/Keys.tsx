import { Sheet } from "./Sheet";

const KEYS: readonly [keys: string, what: string][] = [
  ["Ctrl+N", "Log a request"],
  ["Ctrl+S", "Save"],
  ["Ctrl+Enter", "Save and log the next one"],
  ["Ctrl+Z", "Take back the last step while logging"],
  ["Ctrl+F", "Find in the register"],
  ["/, Esc", "In the register: to the search; in the search: clear it"],
  ["Ctrl+1 to Ctrl+7", "The pages, from Today to Settings"],
  ["Ctrl+L", "Lock the desk"],
  ["Ctrl+Q", "Quit"],
  ["Ctrl++, Ctrl+−, Ctrl+0", "Larger, smaller, actual size"],
  ["Tab, Shift+Tab", "Next field, field before"],
  ["Arrows, Enter, Esc", "Choose in a list, take it, leave it"],
  ["F1", "This sheet"],
];

/** The sheet of all keys. */
export function Keys({ shown, onClose }: { shown: boolean; onClose: () => void }) {
  return (
    <Sheet title="Keys" shown={shown} onClose={onClose}>
      <table>
        <tbody>
          {KEYS.map(([keys, what]) => (
            <tr key={keys}>
              <th scope="row">{keys}</th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Sheet>
  );
}
