import { Button } from "../../shared/controls";
import { Opened } from "./Opened";
import { LEDGERS } from "./search";

type Props = {
  /** The ledger that is shown; "" for both. */
  ledger: string;
  onExport: (ledger: string) => void;
};

/** What is shown, into a file of one ledger. Where both are shown, it is asked which. */
export function ExportChoice({ ledger, onExport }: Props) {
  if (ledger !== "") {
    return (
      <Button
        onPress={() => {
          onExport(ledger);
        }}
      >
        Export…
      </Button>
    );
  }
  return (
    <Opened name="Export…">
      {(close) => (
        <div className="register-ledgers">
          <p>Both ledgers are shown, and no file mixes them. Which one shall it hold?</p>
          {LEDGERS.map(({ value, label }) => (
            <Button
              key={value}
              onPress={() => {
                close();
                onExport(value);
              }}
            >
              {label}
            </Button>
          ))}
          <p className="soft">A file of exchanges names who asked by kind only.</p>
        </div>
      )}
    </Opened>
  );
}
