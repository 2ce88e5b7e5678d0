import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useSearch } from 'wouter';

interface Props {
  readonly title?: string;
  /** By which an address leads to it: `/server?card=limits`. */
  readonly place?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled box of rows that belong together. */
export function Card({ title, place, actions, children }: Props) {
  const id = useId();
  const isPointedOut = new URLSearchParams(useSearch()).get('card') === place;
  const heading = useFocusedWhen(isPointedOut);
  if (title === undefined) return <div className="card">{children}</div>;
  return (
    <section className={isPointedOut ? 'card is-pointed-out' : 'card'} aria-labelledby={id}>
      <div className="card-head">
        <h2 id={id} ref={heading} tabIndex={isPointedOut ? -1 : undefined}>
          {title}
        </h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Scrolls to what is pointed out and gives it the focus, so that reading goes on there. */
function useFocusedWhen(isPointedOut: boolean) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isPointedOut) return;
    element.current?.scrollIntoView({ block: 'center' });
    element.current?.focus({ preventScroll: true });
  }, [isPointedOut]);
  return element;
}
