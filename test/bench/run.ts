import { execFile } from 'node:child_process';
import os from 'node:os';
import { promisify } from 'node:util';
import { OFFICE, startHeadlessHost } from '../helpers/headless-host.ts';
import { canRunPostfix, startPostfix } from '../helpers/postfix.ts';
import { benchHistory } from './history.ts';
import { benchWhatIf } from './what-if.ts';
import { benchWindow } from './window.ts';

/**
 * `npm run bench`: how many messages of 4 KiB are accepted durably over 20 parallel sessions, Gatepost and Postfix in
 * turn, in one run on one machine. Absolute numbers say more of the machine than of the servers: read the ratio.
 *
 * Postfix has its default queue and the `discard:` transport; both sync every message to disk before they reply.
 *
 * `npm run bench -- what-if [sessions]` measures how fast recorded sessions are judged again; see what-if.ts.
 *
 * `npm run bench -- history [sessions]` measures the stored log instead, `npm run bench -- window` the window and then
 * the stored log; see history.ts and window.ts.
 */
const MESSAGES = 4000;
const WARM_UP = 500;
const ROUNDS = 3;

const [part, sessions = '1000000'] = process.argv.slice(2);
if (part === 'history') process.exit((await benchHistory(Number(sessions))) ? 0 : 1);
if (part === 'what-if') {
  await benchWhatIf(Number(process.argv[3] ?? 100_000));
  process.exit(0);
}
if (part === 'window') {
  const isWindowGood = await benchWindow();
  console.log('');
  process.exit((await benchHistory(1_000_000)) && isWindowGood ? 0 : 1);
}
if (!(await canRunPostfix())) {
  process.stderr.write('This comparison needs root and Postfix (Debian: apt-get install postfix).\n');
  process.exit(1);
}
const host = await startHeadlessHost(OFFICE);
const postfix = await startPostfix({
  mydestination: 'local.test',
  local_transport: 'discard:',
  local_recipient_maps: '',
});
try {
  await send(host.port('smtp'), WARM_UP);
  await send(postfix.port, WARM_UP);
  const rates: { gatepost: number; postfix: number }[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const rate = {
      gatepost: await send(host.port('smtp'), MESSAGES),
      postfix: await send(postfix.port, MESSAGES / 4),
    };
    rates.push(rate);
    print(`round ${round}`, rate);
  }
  const median = {
    gatepost: medianOf(rates.map((r) => r.gatepost)),
    postfix: medianOf(rates.map((r) => r.postfix)),
  };
  print('median', median);
  const stored = await host.call('mailboxes.list', 'u1@local.test');
  const expected = WARM_UP + ROUNDS * MESSAGES;
  console.log(`in the mailbox: ${stored.length} of ${expected} acknowledged`);
  console.log(
    `load average ${os
      .loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}, ${os.cpus().length} cores`,
  );
  if (stored.length !== expected) process.exitCode = 1;
} finally {
  await postfix.stop();
  await host.stop();
  await host.remove();
}

/** Messages per second, all of them acknowledged; smtp-source ends with an error where one is refused. */
async function send(port: number, messages: number): Promise<number> {
  const addresses = ['-f', 'joe@peer.example', '-t', 'u1@local.test'];
  const load = ['-d', '-s', '20', '-l', '4096', '-m', String(messages)];
  const startedAt = performance.now();
  await promisify(execFile)('/usr/sbin/smtp-source', [...load, ...addresses, `127.0.0.1:${port}`], {
    timeout: 180_000,
  });
  return (messages * 1000) / (performance.now() - startedAt);
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function print(name: string, { gatepost, postfix: other }: { gatepost: number; postfix: number }): void {
  const ratio = (gatepost / other).toFixed(1);
  console.log(`${name}: Gatepost ${gatepost.toFixed(0)}/s, Postfix ${other.toFixed(0)}/s, ratio ${ratio}`);
}
