import type { UseQueryResult } from '@tanstack/react-query';
import { CloudOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../text/en.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

interface Props<T> {
  readonly of: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

/** The content of a page once the server has answered; until then its place, and the reason where it fails. */
export function Answer<T>({ of, children }: Props<T>) {
  if (of.data !== undefined) return children(of.data);
  if (of.isError) {
    return (
      <div className="card">
        <EmptyState icon={CloudOff} title={text.common.couldNotLoad}>
          <p>{of.error.message}</p>
          <Button onPress={() => void of.refetch()}>{text.common.tryAgain}</Button>
        </EmptyState>
      </div>
    );
  }
  return <Placeholder />;
}

/** Holds the place of what is still being loaded. Visible only where that takes more than a moment. */
export function Placeholder() {
  return (
    <div className="placeholder" role="status">
      <span className="visually-hidden">{text.common.loading}</span>
    </div>
  );
}
