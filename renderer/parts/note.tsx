import { CircleAlert, CircleCheck, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type Kind = 'info' | 'warning' | 'error' | 'good';
const ICONS: Readonly<Record<Kind, LucideIcon>> = {
  info: Info,
  warning: TriangleAlert,
  error: CircleAlert,
  good: CircleCheck,
};

/** A remark set off from the text around it. `isAlert` reads it aloud when it appears. */
export function Note({
  kind,
  children,
  isAlert = false,
}: {
  readonly kind: Kind;
  readonly children: ReactNode;
  readonly isAlert?: boolean;
}) {
  const Icon = ICONS[kind];
  return (
    <div className={`note note-${kind}`} role={isAlert ? 'alert' : undefined}>
      <Icon size={16} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
