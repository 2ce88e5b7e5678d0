import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connectConsole } from './console/connect-console.ts';
import { keepFresh } from './state/invalidation.ts';
import { createQueryClient } from './state/query-client.ts';
import './style/index.css';

const bridge = connectConsole();
const queries = createQueryClient();
keepFresh(bridge, queries); // for as long as the window lives

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App bridge={bridge} queries={queries} />
    </StrictMode>,
  );
}
