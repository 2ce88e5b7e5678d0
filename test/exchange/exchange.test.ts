import { expect, test } from 'vitest';
import { canRunPostfix } from '../helpers/postfix.ts';
import { exchange } from './exchange.ts';

const isHere = await canRunPostfix();
if (!isHere) process.stderr.write('Postfix is not installed or this is not root: the exchange is skipped\n');

test.runIf(isHere)(
  'two Gateposts and a Postfix send one another mail while one is killed: nothing is lost or changed',
  async () => {
    const outcome = await exchange({
      messages: 240,
      hugeBytes: 3 * 1024 * 1024,
      killEvery: 60,
      seed: 20_261_124,
      say: () => undefined,
    });
    expect(outcome).toMatchObject({ acknowledged: 240, lost: [], changed: [], strangers: [] });
    expect(outcome.kills).toBeGreaterThan(0);
  },
  300_000,
);
