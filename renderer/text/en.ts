import { common } from './en/common.ts';
import { options } from './en/options.ts';
import { shell } from './en/shell.ts';

/**
 * Every word of the window that is not in OPTIONS or in what the server says. The words of pages that are loaded
 * when they are opened lie beside it: en/lists.ts, en/log.ts, en/server.ts.
 */
export const text = { common, shell, options } as const;
