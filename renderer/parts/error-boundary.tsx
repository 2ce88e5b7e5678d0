import { Bug } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { text } from '../text/en.ts';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

interface State {
  readonly error: Error | null;
}

/** Keeps an error of one page from taking the window with it. A class, since React has no hook for it. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    if (!this.state.error) return this.props.children;
    return (
      <div className="page">
        <div className="card" role="alert">
          <EmptyState icon={Bug} title={text.shell.crashed}>
            <p>{this.state.error.message}</p>
            <Button
              onPress={() => {
                location.reload();
              }}
            >
              {text.shell.crashedReload}
            </Button>
          </EmptyState>
        </div>
      </div>
    );
  }
}
