import type { Handlers } from '../contract/api.ts';
import type { ConsolePorts } from './console-ports.ts';

type NoticeCall = Extract<keyof Handlers, `notices.${string}`>;

/** What the administrator should hear of. */
export function noticeHandlers({ notices }: Pick<ConsolePorts, 'notices'>): Pick<Handlers, NoticeCall> {
  return {
    'notices.list': () => notices.list(),
    'notices.dismiss': (ids) => {
      notices.dismiss(ids);
    },
    'notices.test': () => notices.test(),
  };
}
