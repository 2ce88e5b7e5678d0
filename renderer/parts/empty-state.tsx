import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface Props {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
}

/** What stands where a list has nothing to show: why, and what to do. */
export function EmptyState({ icon: Icon, title, children }: Props) {
  return (
    <div className="empty-state">
      <Icon size={28} aria-hidden />
      <p className="empty-title">{title}</p>
      {children !== undefined && <div className="empty-text">{children}</div>}
    </div>
  );
}
