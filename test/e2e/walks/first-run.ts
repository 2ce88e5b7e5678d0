import { expect } from 'vitest';
import { OFFICE, type WrittenSetup } from '../../helpers/headless-host.ts';
import { Pop3Client } from '../../helpers/pop3-client.ts';
import { expectFocus } from './keyboard.ts';
import type { Office } from './office.ts';

/** Whoever sits at the window. */
export type Person = Pick<Office, 'page' | 'keys'>;

const MOST_STROKES = 30;
const AFTER_THE_ACCOUNT = [
  'Can others reach these ports?',
  'How does the server prove who it is?',
  'How does mail leave?',
  'Does a device send mail?',
  'Does the world know your server?',
  'See it work',
];

/** Nothing but ports that are free here, and a name server of the test's own. */
export function newInstallation(dnsServer: string): WrittenSetup {
  return {
    hostname: 'localhost.localdomain',
    dns: { servers: [dnsServer] },
    listeners: [
      ...(OFFICE.listeners ?? []),
      { name: 'pop3s', kind: 'pop3', host: '127.0.0.1', port: 0, tls: 'implicit' },
    ],
  };
}

/** The step has come, and whoever uses a keyboard or a screen reader is at its heading. */
export async function atStep({ page }: Person, title: string): Promise<void> {
  await expectFocus(page.getByRole('heading', { level: 2, name: title }));
}

export async function nameDomain(person: Person): Promise<void> {
  const { keys } = person;
  await atStep(person, 'What is your domain?');
  await keys.press('Tab', 'ControlOrMeta+a');
  await keys.type('office.test');
  await keys.press('Enter');
}

/** Makes the account anna; answers the password that was made up for it. */
export async function makeAnna(person: Person): Promise<string> {
  const { page, keys } = person;
  await atStep(person, 'Who gets a mailbox?');
  await keys.press('Tab');
  await keys.type('anna');
  const password = await page.getByLabel('Password').inputValue();
  await keys.press('Enter');
  return password;
}

/** From an empty data folder to a message delivered and a forged one blocked, in thirty strokes. */
export async function walkTheFirstRun(office: Office): Promise<void> {
  const { page, keys, call, port } = office;
  await nameDomain(office);
  const password = await makeAnna(office);
  for (const title of AFTER_THE_ACCOUNT) {
    await atStep(office, title);
    await keys.press('Enter');
  }
  const message = page.getByRole('region', { name: 'Your message' });
  await message.getByText('Delivered', { exact: true }).waitFor();
  await message.getByText('The message lies in the mailbox of anna@office.test.').waitFor();
  const attempt = page.getByRole('region', { name: 'The forged message' });
  await attempt.getByText('Blocked', { exact: true }).waitFor();
  await attempt.getByText(/530 5\.7\.0/).waitFor();
  expect(keys.strokes).toBeLessThanOrEqual(MOST_STROKES);

  const mail = await Pop3Client.open({ port: await port('pop3s'), implicitTls: true });
  expect(await mail.command('USER anna@office.test')).toMatch(/^\+OK/);
  expect(await mail.command(`PASS ${password}`)).toMatch(/^\+OK/);
  const [, lines] = await mail.list('RETR 1');
  expect(lines).toContain('Subject: Gatepost works');
  await mail.command('QUIT');

  await atStep(office, 'See it work');
  await keys.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
  const navigation = page.getByRole('navigation', { name: 'Pages' });
  expect(await navigation.getByRole('link', { name: 'First start' }).count()).toBe(0);
  expect((await call('firstRun.get')).finishedAt).not.toBeNull();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Dashboard' }).waitFor();
}
