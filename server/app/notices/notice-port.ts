import type { ConsolePorts } from '../../console/console-ports.ts';
import type { Workings } from '../workings.ts';

/** The notices as the console asks for them. */
export function noticePort({
  notices,
  loudNotices,
}: Pick<Workings, 'notices' | 'loudNotices'>): ConsolePorts['notices'] {
  return {
    list: () => notices.list(),
    dismiss: (ids) => {
      notices.dismiss(ids);
    },
    test: () => loudNotices.test(),
  };
}
