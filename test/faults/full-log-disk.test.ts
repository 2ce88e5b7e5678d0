import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openSessionLog } from '../../server/app/session-log.ts';
import { eventually } from '../helpers/eventually.ts';

const SESSIONS = 200;

/** The log on a disk of its own that is too small for what happens, until it is made larger. */
test('sessions wait in memory while the disk of the log is full, and each is stored once when it has room', async ({
  skip,
}) => {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'gatepost-full-log-'));
  const folder = path.join(dataFolder, 'log');
  mkdirSync(folder);
  if (!mount(folder, 'size=400k')) {
    rmSync(dataFolder, { recursive: true });
    return skip('no tmpfs can be mounted here: a really full disk is not tested');
  }
  const errors: string[] = [];
  const log = openSessionLog({
    dataFolder,
    clock: () => Date.now(),
    settings: () => ({ days: 30, megabytes: 5000 }),
    onNotice: () => undefined,
    reportError: (step, cause) => errors.push(`${step}: ${String(cause)}`),
  });
  try {
    for (let number = 0; number < SESSIONS; number++) {
      const recorder = log.live.open({ listener: 'smtp', listenerKind: 'smtp', port: 25, ip: '192.0.2.7' });
      for (let line = 0; line < 100; line++)
        recorder.line('client', `word${number}x${line} ${Math.sin(number * 100 + line)}`);
      recorder.accepted();
      recorder.close();
    }
    await eventually(() => log.notices()).toEqual([
      'Sessions cannot be stored now: database or disk is full. Mail is not affected; it is tried again.',
    ]);
    expect(log.live.counters()).toMatchObject({ accepted: SESSIONS, dropped: 0 });
    execFileSync('mount', ['-o', 'remount,size=64m', folder], { stdio: 'pipe' });
    await eventually(() => log.notices()).toEqual([]);
    await log.close();
    const again = openSessionLog({
      dataFolder,
      clock: () => Date.now(),
      settings: () => ({ days: 30, megabytes: 5000 }),
      onNotice: () => undefined,
      reportError: (step, cause) => errors.push(`${step}: ${String(cause)}`),
    });
    const { sessions } = await again.whole.search({ limit: 1000 });
    await again.close();
    expect([sessions.length, errors]).toEqual([SESSIONS, []]);
  } finally {
    await log.close();
    execFileSync('umount', [folder]);
    rmSync(dataFolder, { recursive: true });
  }
});

/** False where this user may mount nothing. */
function mount(folder: string, size: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'tmpfs', folder], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}
