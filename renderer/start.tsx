import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connectConsole } from './console/connect-console.ts';
import { keepFresh } from './state/invalidation.ts';
import { createQueryClient } from './state/query-client.ts';

/** Connects to the server and renders the window, for as long as it lives. */
export function start(root: HTMLElement): void {
  const bridge = connectConsole();
  const queries = createQueryClient();
  keepFresh(bridge, queries);
  createRoot(root).render(
    <StrictMode>
      <App bridge={bridge} queries={queries} />
    </StrictMode>,
  );
}
