import { CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { Button } from './button.tsx';

/** A "?" that shows more about something. */
export function HelpPopover({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <DialogTrigger>
      <Button look="quiet" icon={CircleHelp} aria-label={label} />
      <Popover className="popover" placement="bottom end">
        <Dialog className="popover-dialog" aria-label={label}>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
