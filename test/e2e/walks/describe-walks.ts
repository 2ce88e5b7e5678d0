import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import { startFakeDns, type FakeDns } from '../../helpers/fake-dns.ts';
import { blockAndUnblock, openTheOption, seeWhyItWasBlocked, tryWithTheOptionOff } from './blocked.ts';
import { keepTheWhiteList, letTheAccountSendAs, trustTheScanner, whiteListTheSender } from './exceptions.ts';
import { newInstallation, walkTheFirstRun } from './first-run.ts';
import { leaveTraces, searchTheHistoryAndExport } from './log.ts';
import { WALKED_OFFICE, type Office } from './office.ts';
import { explainAndUndoAChange, reportFirstThenEnforce, testOneMessage, tryAChangeFirst } from './options.ts';
import { addAnAccount, exportAndImportSettings, pauseAndResume, workTheQueue } from './server.ts';
import type { OpenOffice } from './ways-in.ts';
import { findTheWayByKeys } from './window.ts';

/** Every main task, by keyboard alone, on a real server: the same walk over HTTP and over Electron's IPC. */
const WALKS: readonly (readonly [task: string, walk: (office: Office) => Promise<void>])[] = [
  ['an attempt is blocked in sight, and its session says why', seeWhyItWasBlocked],
  [
    'a false block is mended from its row, with a reason and an end, and Undo blocks again',
    whiteListTheSender,
  ],
  ['a device is trusted from its row, and Undo takes it back', trustTheScanner],
  ['a client is blocked from its row, and unblocked', blockAndUnblock],
  ['a row leads to the option that decided', openTheOption],
  ['a session is tried with the option off', tryWithTheOptionOff],
  ['an option only reports, says whom it would have blocked, and is enforced', reportFirstThenEnforce],
  ['a change is tried, its difference read, and then made', tryAChangeFirst],
  ['one message is tested, and the answer is what a client hears', testOneMessage],
  ['an account is let send as one address, and it is taken back', letTheAccountSendAs],
  ['a change is found in the history, explained and undone', explainAndUndoAChange],
  ['settings are exported, changed, and imported again', exportAndImportSettings],
  ['mail is paused and resumed', pauseAndResume],
  ['a message in the queue is held, released and sent back', workTheQueue],
  ['an account is added', addAnAccount],
  ['an exemption is added, changed and removed', keepTheWhiteList],
  ['palette, pages and the list of keys', findTheWayByKeys],
];

/** Takes all the walks, in their order, over one way in. */
export function describeWalks(open: OpenOffice): void {
  describe('by keyboard alone, in an office', () => {
    let office: Office;
    beforeAll(async () => {
      office = await open(WALKED_OFFICE);
    });
    afterAll(() => office.close());
    // What a walk that failed has left open is not in the way of the next.
    afterEach(async ({ task }) => {
      if (task.result?.state !== 'fail') return;
      await office.page.reload();
      await office.page.getByRole('heading', { level: 1 }).waitFor();
    });

    test.for(WALKS)('%s', ([, walk]) => walk(office));

    test('after a new start the log finds an address in its history, and exports it', async () => {
      await leaveTraces(office);
      office = await office.restart();
      await searchTheHistoryAndExport(office);
    });
  });

  describe('by keyboard alone, in an empty data folder', () => {
    let dns: FakeDns;
    let office: Office;
    beforeAll(async () => {
      dns = await startFakeDns();
      office = await open(newInstallation(dns.address));
    });
    afterAll(async () => {
      await office.close();
      await dns.stop();
    });

    test('the first run leads to a message delivered and a forged one blocked', () =>
      walkTheFirstRun(office));
  });
}
