import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import type { Bridge } from './console/bridge.ts';
import { Placeholder } from './parts/answer.tsx';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { PAGES, START_PATH } from './routes.ts';
import { Banners } from './shell/banners.tsx';
import { Header } from './shell/header.tsx';
import { Navigation } from './shell/navigation.tsx';
import { OverlayHost } from './shell/overlay-host.tsx';
import { TruthBar } from './shell/truth-bar.tsx';
import { useShortcuts } from './shell/use-shortcuts.ts';
import { ConsoleProvider, useConnectionState } from './state/console-context.tsx';
import { useFirstRunPending } from './state/first-run-pending.ts';
import { useHashPath } from './state/hash-location.ts';
import { text } from './text/en.ts';

/** The window: header, navigation, the page of the address, the truth bar. */
export function App({ bridge, queries }: { readonly bridge: Bridge; readonly queries: QueryClient }) {
  return (
    <QueryClientProvider client={queries}>
      <ConsoleProvider value={bridge}>
        <Router hook={useHashPath}>
          <Window />
        </Router>
      </ConsoleProvider>
    </QueryClientProvider>
  );
}

function Window() {
  useShortcuts();
  const isStale = useConnectionState() === 'lost';
  return (
    <div className={isStale ? 'window window-stale' : 'window'}>
      <a className="skip-link" href="#content" onClick={skipToContent}>
        {text.shell.skip}
      </a>
      <Header />
      <Navigation />
      <main id="content" className="content" tabIndex={-1} data-region>
        <Banners />
        <ErrorBoundary>
          <Suspense fallback={<Placeholder />}>
            <Switch>
              <Route path="/" component={Start} />
              <Route path="/first-run" component={FirstRunPage} />
              {PAGES.map(({ path, content }) => (
                <Route key={path} path={path} component={content} />
              ))}
              <Route component={NotFoundPage} />
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
      <TruthBar />
      <OverlayHost />
    </div>
  );
}

const FirstRunPage = lazy(async () => ({
  default: (await import('./pages/first-run/first-run-page.tsx')).FirstRunPage,
}));

/** A new installation starts with its first run, every other one where the window always starts. */
function Start() {
  const isPending = useFirstRunPending();
  if (isPending === null) return <Placeholder />;
  return <Redirect to={isPending ? '/first-run' : START_PATH} replace />;
}

/** The fragment of the address is the route, so the link moves the focus itself. */
function skipToContent(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
