import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { launchChromium } from './helpers/chromium.ts';
import { startHeadlessHost, type HeadlessHost, type WrittenSetup } from './helpers/headless-host.ts';
import { plainResponse, SmtpClient } from './helpers/smtp-client.ts';

/**
 * `npm run screenshots`: the pages of the README and of docs/, light and dark, taken from the real host with an
 * office's data and a few minutes of its traffic. To be looked at before they are committed.
 */
const FOLDER = path.resolve(import.meta.dirname, '../docs/screenshots');
const SIZE = { width: 1280, height: 860 };
const PAGES = [
  'Live log',
  'SMTP Authentication',
  'White list',
  'Dynamic Screen',
  'Trusted and Local IPs',
  'Accounts',
  'Domains',
  'Aliases',
  'Gateways',
  'Queue',
  'Server',
] as const;

const OFFICE_SETUP: WrittenSetup = {
  hostname: 'mail.office.example',
  listeners: [
    { name: 'smtp', kind: 'smtp', host: '127.0.0.1', port: 0, tls: 'starttls' },
    { name: 'submission', kind: 'msa', host: '127.0.0.1', port: 0, tls: 'starttls' },
    { name: 'submissions', kind: 'msa', host: '127.0.0.1', port: 0, tls: 'implicit' },
  ],
  allowPlaintextAuthFrom: ['127.0.0.0/8'],
  options: { noAuthOnSmtpPort: { mode: 'enforce', screenAuthProbes: true } },
  localIps: ['127.0.1.0/24', '192.168.0.0/16'],
  trustedIps: [{ range: '127.0.2.0/24', comment: 'Scanners on the second floor' }],
  whiteList: [
    { pattern: 'newsletter@office.example', comment: 'The newsletter tool signs in as anna' },
    { pattern: '*@events.example', comment: 'Trade fair, until spring', expiresAt: '2027-03-31T00:00:00Z' },
  ],
  domains: [{ name: 'office.example' }],
  accounts: [
    { address: 'anna@office.example', password: 'a long password', displayName: 'Anna Berg' },
    { address: 'tom@office.example', password: 'another password', displayName: 'Tom Ruiz' },
    { address: 'info@office.example', password: 'a third password', displayName: 'Front desk' },
  ],
  aliases: [
    { pattern: 'sales@office.example', targets: ['anna@office.example', 'tom@office.example'] },
    { pattern: 'postmaster@office.example', targets: ['anna@office.example'] },
    { pattern: '*@office.example', targets: ['info@office.example'], membersMaySendAs: false },
  ],
  gateways: [{ domain: 'branch.example', host: '198.51.100.25', sendersMustAuth: true }],
};

const host = await startHeadlessHost(OFFICE_SETUP);
const browser = await launchChromium();
try {
  await makeTraffic(host);
  await mkdir(FOLDER, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) await takeAll(colorScheme);
} finally {
  await browser.close();
  await host.stop();
  await host.remove();
}

async function takeAll(colorScheme: 'light' | 'dark'): Promise<void> {
  const page = await browser.newPage({ viewport: SIZE, colorScheme, reducedMotion: 'reduce' });
  await page.goto(host.console);
  for (const name of PAGES) {
    await page.getByRole('navigation').getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    if (name === 'Live log') {
      const row = page.getByRole('row', { name: /Blocked.*local account.*anna@office\.example/ }).first();
      await row.click();
      await page.getByText('RCPT', { exact: false }).first().waitFor();
    }
    const file = `${name.toLowerCase().replaceAll(' ', '-')}-${colorScheme}.png`;
    await page.screenshot({ path: path.join(FOLDER, file) });
  }
  await page.close();
}

/** A morning: mail from outside, our own people, somebody who claims to be us, a scanner, a password guesser. */
async function makeTraffic({ port }: HeadlessHost): Promise<void> {
  const smtp = port('smtp');
  await deliver({ port: smtp, from: '127.0.9.10' }, 'joe@customer.example', ['anna@office.example']);
  await deliver({ port: smtp, from: '127.0.9.66' }, 'anna@office.example', ['tom@office.example']);
  await deliver({ port: smtp, from: '127.0.9.67' }, 'postmaster@office.example', ['info@office.example']);
  await deliver({ port: smtp, from: '127.0.1.20' }, 'scanner@office.example', ['anna@office.example']);
  await deliver({ port: smtp, from: '127.0.9.80' }, 'promo@offers.example', ['someone@elsewhere.example']);
  await deliver({ port: smtp, from: '127.0.9.90' }, 'joe@customer.example', ['nobody@gone.example']);
  const anna = { login: 'anna@office.example', password: 'a long password' };
  const submission = port('submission');
  await deliver({ port: submission, from: '127.0.3.4', ...anna }, 'anna@office.example', [
    'joe@customer.example',
  ]);
  await deliver({ port: submission, from: '127.0.3.4', ...anna }, 'sales@office.example', [
    'tom@office.example',
  ]);
  await deliver({ port: submission, from: '127.0.3.4', ...anna }, 'tom@office.example', [
    'joe@customer.example',
  ]);
  const guesser = { port: submission, from: '127.0.9.120', login: 'tom@office.example', password: 'letmein' };
  await deliver(guesser, 'tom@office.example', ['joe@customer.example']);
  const probe = await SmtpClient.open({ port: smtp, localAddress: '127.0.9.121' });
  await probe.command('EHLO scan.example');
  await probe.command('AUTH LOGIN');
  await probe.closed;
}

interface Sender {
  readonly port: number;
  readonly from: string;
  readonly login?: string;
  readonly password?: string;
}

/** One session with one message, as far as the server lets it. */
async function deliver(sender: Sender, returnPath: string, recipients: readonly string[]): Promise<void> {
  const client = await SmtpClient.open({ port: sender.port, localAddress: sender.from });
  await client.command('EHLO client.example');
  if (sender.login !== undefined) {
    await client.command(`AUTH PLAIN ${plainResponse(sender.login, sender.password ?? '')}`);
  }
  const answers = [await client.command(`MAIL FROM:<${returnPath}>`)];
  for (const recipient of recipients) answers.push(await client.command(`RCPT TO:<${recipient}>`));
  if (answers.every((answer) => answer.startsWith('250'))) {
    await client.command('DATA');
    const header = `From: <${returnPath}>\r\nTo: <${recipients.join('>, <')}>\r\nSubject: Hello`;
    await client.command(`${header}\r\n\r\nHello.\r\n.`);
  }
  await client.command('QUIT');
  await client.closed;
}
