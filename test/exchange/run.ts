import { parseArgs } from 'node:util';
import { canRunPostfix } from '../helpers/postfix.ts';
import { exchange } from './exchange.ts';

/**
 * `npm run exchange`: 10,000 mixed messages between two Gateposts and a Postfix, one Gatepost killed again and again.
 * `-- --messages 500 --seed 7` for another run. Prints the ledger; the exit code is 1 where anything is missing.
 */
const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'kill-every': { type: 'string', default: '250' },
  },
});
if (!(await canRunPostfix())) throw new Error('needs Postfix, and root to run one of its own');
const { lost, changed, strangers, ...sums } = await exchange({
  messages: Number(values.messages),
  seed: Number(values.seed),
  killEvery: Number(values['kill-every']),
  hugeBytes: 20 * 1024 * 1024,
  say: (line) => {
    process.stderr.write(`${line}\n`);
  },
});
process.stdout.write(
  `${JSON.stringify({ seed: Number(values.seed), ...sums, lost: lost.length, changed: changed.length, strangers: strangers.length })}\n`,
);
for (const line of [...lost, ...changed, ...strangers].slice(0, 20)) process.stdout.write(`${line}\n`);
process.exitCode = lost.length + changed.length + strangers.length === 0 ? 0 : 1;
