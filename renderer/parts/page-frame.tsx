import { useEffect, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly lead: string;
  readonly actions?: ReactNode;
  /** `full`: as wide and as high as the window, for lists that scroll by themselves. */
  readonly width?: 'common' | 'full';
  readonly children: ReactNode;
}

/** A page: heading, one sentence, its tools, its content. */
export function PageFrame({ title, lead, actions, width = 'common', children }: Props) {
  useEffect(() => {
    document.title = `${title} · Gatepost`;
  }, [title]);
  return (
    <div className={`page page-${width}`}>
      <div className="page-head">
        <h1>{title}</h1>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </div>
      <p className="page-lead">{lead}</p>
      {children}
    </div>
  );
}
