import type { ReactNode } from 'react';

interface Props {
  readonly className?: string;
  readonly children: ReactNode;
}

/** What the server says: English in a window of any language (WCAG 2.2, 3.1.2). */
export function ServerWords({ className, children }: Props) {
  return (
    <span className={className} lang="en">
      {children}
    </span>
  );
}
