import type { Handlers } from '../contract/api.ts';
import { ApiError } from '../contract/problem.ts';
import type { ConsolePorts } from './console-ports.ts';

type LogCall = Extract<keyof Handlers, `log.${string}` | 'status.get' | 'diagnostics.get' | 'mailboxes.list'>;

/** What only reads: the session log, the state of the server and of mailboxes. */
export function logHandlers({ log, mail, status, diagnostics }: ConsolePorts): Pick<Handlers, LogCall> {
  return {
    'log.tail': (count) => log.tail(count),
    'log.search': (query) => log.search(query),
    'log.session': async (id, startedAt) => {
      const session = await log.session(id, startedAt);
      if (session === null) throw new ApiError('not-found', `Session ${id} is not in the log any more.`);
      return session;
    },
    'log.stats': (from, to) => log.stats(from, to),
    'log.export': (query, format) => log.export(query, format),
    'status.get': status,
    'diagnostics.get': diagnostics,
    'mailboxes.list': async (address) => {
      const messages = await mail.mailbox(address);
      if (messages === null) throw new ApiError('not-found', `There is no account ${address}.`);
      return messages;
    },
  };
}
