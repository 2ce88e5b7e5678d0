import type { HeadlessHost } from '../helpers/headless-host.ts';
import { plainResponse, SmtpClient } from '../helpers/smtp-client.ts';

/** A morning: mail from outside, our own people, somebody who claims to be us, a scanner, a password guesser. */
export async function makeTraffic({ port }: HeadlessHost): Promise<void> {
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
  for (const recipient of [
    'accounts@supplier.example',
    'lena@big-mail.example',
    'press@journal.example',
    'info@branch.example',
    'box-12@archive.example',
  ])
    await deliver({ port: submission, from: '127.0.3.4', ...anna }, 'anna@office.example', [recipient]);
  await deliver({ port: smtp, from: '127.0.9.70' }, 'news@mailer.example', ['anna@office.example'], {
    author: 'service@bank.example',
  });
  const shop = { login: 'shop@workshop.example', password: 'a fourth password' };
  for (let order = 1; order <= 4; order++)
    await deliver({ port: submission, from: '127.0.3.9', ...shop }, 'shop@workshop.example', [
      `customer-${String(order)}@customer.example`,
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
async function deliver(
  sender: Sender,
  returnPath: string,
  recipients: readonly string[],
  { author = returnPath }: { readonly author?: string } = {},
): Promise<void> {
  const client = await SmtpClient.open({ port: sender.port, localAddress: sender.from });
  await client.command('EHLO client.example');
  if (sender.login !== undefined) {
    await client.command(`AUTH PLAIN ${plainResponse(sender.login, sender.password ?? '')}`);
  }
  const answers = [await client.command(`MAIL FROM:<${returnPath}>`)];
  for (const recipient of recipients) answers.push(await client.command(`RCPT TO:<${recipient}>`));
  if (answers.every((answer) => answer.startsWith('250'))) {
    await client.command('DATA');
    const header = `From: <${author}>\r\nTo: <${recipients.join('>, <')}>\r\nSubject: Hello`;
    await client.command(`${header}\r\n\r\nHello.\r\n.`);
  }
  await client.command('QUIT');
  await client.closed;
}
