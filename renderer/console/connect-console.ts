import type { Bridge } from './bridge.ts';
import { connectOverHttp } from './http-console.ts';
import { connectOverIpc, findPreload } from './ipc-console.ts';
import { takeToken } from './token.ts';

/** The server behind this window: over IPC where a preload script offers it, else over HTTP from where the page came. */
export function connectConsole(): Bridge {
  const preload = findPreload(window);
  if (preload) return connectOverIpc(preload);
  return connectOverHttp(new URL('.', location.href), takeToken());
}
