import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { StoreError } from '../../server/contract/message-store.ts';
import { openTestStore, type OpenedStore } from '../store/store-fixture.ts';
import { acknowledged, arrival, problemsOf } from './ledger-operations.ts';
import { Ledger } from './ledger.ts';
import type { NewMessage } from './store-child-messages.ts';

const MESSAGES = 120;

test('a disk of 12 MB that really fills up loses nothing acknowledged, and serves on when there is room', async ({
  skip,
}) => {
  const disk = mountSmallDisk();
  if (disk === null) return skip('no tmpfs can be mounted here: a really full disk is not tested');
  onTestFinished(() => {
    execFileSync('umount', ['-l', disk]);
    rmdirSync(disk);
  });
  const store = await openTestStore({ dataFolder: join(disk, 'data') });
  const ledger = new Ledger();

  const full = await ask(
    store,
    ledger,
    Array.from({ length: MESSAGES }, (_, n) => message('full', n)),
  );
  expect(full.accepted).toBeGreaterThan(0);
  expect(full.refusals).toEqual(new Set(['disk-full']));

  // Room for what waits in the spool as well: it is written out as soon as it can be.
  execFileSync('mount', ['-o', 'remount,size=64m', disk]);
  const freed = await ask(
    store,
    ledger,
    Array.from({ length: 4 }, (_, n) => message('free', n)),
  );
  expect(freed).toEqual({ accepted: 4, refusals: new Set() });
  const entries = await store.queue.list({ limit: 2 });
  await settled(
    store,
    ledger,
    entries.map(({ id, message: { id: name } }) => ({ id, name })),
  );
  expect(store.stats().state).toBe('running');
  expect(await problemsOf(store, store.dataFolder, ledger)).toEqual([]);

  await store.dispose();
  const again = await openTestStore({ dataFolder: store.dataFolder });
  expect(await problemsOf(again, again.dataFolder, ledger)).toEqual([]);
});

/** Every third message is too big for the spool. */
function message(prefix: string, n: number): NewMessage {
  const id = `${prefix}${String(n).padStart(8, '0')}`;
  const body = Buffer.alloc(n % 3 === 2 ? 300_000 : 100_000, id);
  return { id, accounts: [1, 2], recipients: ['ann'], traceHeader: 'Return-Path: <>\r\n', body };
}

async function ask(
  store: OpenedStore,
  ledger: Ledger,
  messages: readonly NewMessage[],
): Promise<{ readonly accepted: number; readonly refusals: ReadonlySet<unknown> }> {
  const outcomes = await Promise.allSettled(
    messages.map(async (one) => {
      await acknowledged(store, ledger, { kind: 'put', message: one }, arrival(ledger, one));
    }),
  );
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
  return {
    accepted: outcomes.length - refused.length,
    refusals: new Set(
      refused.map(({ reason }) => (reason instanceof StoreError ? reason.kind : String(reason))),
    ),
  };
}

async function settled(
  store: OpenedStore,
  ledger: Ledger,
  entries: readonly { readonly id: number; readonly name: string }[],
): Promise<void> {
  await acknowledged(
    store,
    ledger,
    {
      kind: 'settle',
      changes: entries.map(({ id }) => ({ kind: 'done', id })),
      reports: [],
      touched: entries.map(({ name }) => name),
    },
    entries.map(({ id, name }) => ({
      message: name,
      key: `entry/ann/${String(id)}`,
      before: '0',
      after: null,
    })),
  );
}

/** A tmpfs of 12 MB, where this user may mount one; else null. */
function mountSmallDisk(): string | null {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'gatepost-small-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder], { stdio: 'pipe' });
    return folder;
  } catch {
    return null;
  }
}
