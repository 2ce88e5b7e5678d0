import { common } from './en/common.ts';
import { lists } from './en/lists.ts';
import { log } from './en/log.ts';
import { options } from './en/options.ts';
import { server } from './en/server.ts';
import { shell } from './en/shell.ts';

/** Every word of the window that is not in OPTIONS or in what the server says. */
export const text = { common, shell, options, log, lists, server } as const;
