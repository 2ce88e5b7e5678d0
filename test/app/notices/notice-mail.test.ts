import { expect, test } from 'vitest';
import { NoticeMail } from '../../../server/app/notices/notice-mail.ts';
import { defaultSettings } from '../../../server/contract/settings.ts';
import { EMPTY_LISTS } from '../../../server/directory/directory-lists.ts';
import { createDirectoryView } from '../../../server/directory/directory-view.ts';

const SETTINGS = defaultSettings('mail.office.example');

test('a notice whose mail cannot be written says so, and ends nothing', async () => {
  const errors: string[] = [];
  const mail = new NoticeMail({
    queue: { settle: () => Promise.resolve() },
    clock: () => 0,
    policy: () => ({
      revision: 1,
      settings: { ...SETTINGS, notices: { ...SETTINGS.notices, mailTo: 'anna@elsewhere.example' } },
      directory: createDirectoryView(EMPTY_LISTS, 0),
    }),
    sharesDomains: () => false,
    authenticity: {
      sign: () => {
        throw new Error('the key cannot be read');
      },
    },
    messageId: () => '1',
    notices: { tell: () => undefined },
    reportError: (step) => errors.push(step),
  });
  const notice = {
    id: 1,
    at: 0,
    code: 'test',
    text: '',
    subject: '',
    page: '/server',
    isOver: false,
  } as const;
  expect(await mail.send([notice])).toEqual({ kind: 'not-sent', because: 'It could not be stored.' });
  expect(errors).toEqual(['mailing a notice']);
});
