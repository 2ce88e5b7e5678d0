import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { DialogFrame } from './dialog-frame.tsx';

interface Props {
  readonly title: string;
  /** What it is about, in its own words: the option's label, the address. */
  readonly subject: ReactNode;
  /** What would follow. */
  readonly children: ReactNode;
  /** What makes it plain, with room for tables. */
  readonly details?: ReactNode;
  /** The verbs of the two buttons: `Keep it on`, `Turn off`. */
  readonly keep: string;
  readonly proceed: string;
  readonly onKeep: () => void;
  readonly onProceed: () => void;
}

/** Asks before something dangerous. The safe button has the focus; Escape is the safe answer too. */
export function ConfirmDialog(props: Props) {
  const { title, subject, children, details, keep, proceed, onKeep, onProceed } = props;
  const safeButton = useRef<HTMLButtonElement>(null);
  // React Aria's autoFocus waits where Space on a native switch opened the dialog, and then finds its place gone.
  useEffect(() => {
    safeButton.current?.focus();
  }, []);
  return (
    <DialogFrame title={title} role="alertdialog" width={details ? 'wide' : 'narrow'} onClose={onKeep}>
      <p className="dialog-subject">“{subject}”</p>
      <div className="note note-warning">
        <TriangleAlert size={16} aria-hidden />
        <div>{children}</div>
      </div>
      {details}
      <div className="dialog-actions">
        <Button ref={safeButton} onPress={onKeep}>
          {keep}
        </Button>
        <Button look="danger" onPress={onProceed}>
          {proceed}
        </Button>
      </div>
    </DialogFrame>
  );
}
