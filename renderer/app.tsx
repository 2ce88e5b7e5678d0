import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Redirect, Route, Router, Switch } from 'wouter';
import type { Bridge } from './console/bridge.ts';
import { Placeholder } from './parts/answer.tsx';
import { ErrorBoundary } from './parts/error-boundary.tsx';
import { NotFoundPage } from './pages/not-found-page.tsx';
import { PAGES, START_PATH } from './routes.ts';
import { Banners } from './shell/banners.tsx';
import { Header } from './shell/header.tsx';
import { Navigation } from './shell/navigation.tsx';
import { TruthBar } from './shell/truth-bar.tsx';
import { useShortcuts } from './shell/use-shortcuts.ts';
import { ConsoleProvider, useConnectionState } from './state/console-context.tsx';
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
              <Route path="/">
                <Redirect to={START_PATH} replace />
              </Route>
              {PAGES.map(({ path, content }) => (
                <Route key={path} path={path} component={content} />
              ))}
              <Route component={NotFoundPage} />
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
      <TruthBar />
    </div>
  );
}

/** The fragment of the address is the route, so the link moves the focus itself. */
function skipToContent(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
