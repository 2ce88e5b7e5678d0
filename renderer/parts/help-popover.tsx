import type { LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';

interface Props {
  readonly icon: LucideIcon;
  /** Names the button, and what it opens. */
  readonly label: string;
  /** Whether the name is written on the button or only read aloud. */
  readonly isLabelShown?: boolean;
  readonly children: ReactNode;
}

/** A button that shows more about something, by the browser's own popover: Escape or a click elsewhere closes it. */
export function HelpPopover({ icon: Icon, label, isLabelShown = false, children }: Props) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        className={isLabelShown ? 'button button-link' : 'button button-quiet button-icon-only'}
        aria-label={isLabelShown ? undefined : label}
        popoverTarget={id}
      >
        <Icon size={16} aria-hidden />
        {isLabelShown && label}
      </button>
      <div id={id} popover="auto" role="dialog" aria-label={label} className="popover">
        {children}
      </div>
    </>
  );
}
