import { type ReactNode, useState } from "react";
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from "react-aria-components";

type Props = {
  /** On the button, and what the sheet is called. */
  name: string;
  /** What the sheet holds; `close` puts the focus back on the button. */
  children: (close: () => void) => ReactNode;
};

/** A button that opens a small sheet below it. */
export function Opened({ name, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <AriaButton className="button">{name}</AriaButton>
      <Popover className="popover register-opened" placement="bottom end">
        <Dialog aria-label={name.replace("…", "")}>
          {children(() => {
            setOpen(false);
          })}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
