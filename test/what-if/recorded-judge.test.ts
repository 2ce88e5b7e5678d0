import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { JudgedPolicy } from '../../server/contract/what-if.ts';
import type { RecordedSession } from '../../server/log/recorded-session.ts';
import { RecordedJudge } from '../../server/what-if/recorded-judge.ts';
import { DEFAULT_OPTIONS } from '../../server/contract/settings.ts';

const POLICY: JudgedPolicy = { options: DEFAULT_OPTIONS, whiteList: [], localIps: [], trustedIps: [] };
const CHANGE = { now: POLICY, draft: POLICY, sharesDomains: false };
const RUNNING: RecordedSession = { id: '4fk2', startedAt: 1, ip: '203.0.113.7', refusal: null, steps: [] };

/** A thread that never answers. */
class SilentThread extends EventEmitter {
  readonly posted: unknown[] = [];
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  terminate(): Promise<number> {
    return Promise.resolve(1);
  }
}

function judgeIn(thread: SilentThread): RecordedJudge {
  return new RecordedJudge({
    folder: '',
    clock: () => 0,
    inMemory: () => [RUNNING],
    onDamage: () => undefined,
    spawn: () => thread as unknown as Worker, // as much of a Worker as the judge asks of it
  });
}

/** What would end the process. */
function unheardRejections(): readonly unknown[] {
  const unheard: unknown[] = [];
  const note = (cause: unknown): void => {
    unheard.push(cause);
  };
  process.on('unhandledRejection', note);
  onTestFinished(() => {
    process.off('unhandledRejection', note);
  });
  return unheard;
}

/** Until the first sessions have been handed over. */
async function handingOver(thread: SilentThread): Promise<void> {
  while (thread.posted.length === 0) await Promise.resolve();
}

describe('a judge of recorded sessions', () => {
  it('that is stopped while it still hands sessions over says so to whoever asked, and to nobody else', async () => {
    const unheard = unheardRejections();
    const thread = new SilentThread();
    const judge = judgeIn(thread);
    const answer = expect(judge.judge(CHANGE, 0, 2)).rejects.toThrow('The server is stopping.');
    await handingOver(thread);
    await judge.close();
    await answer;
    expect(unheard).toEqual([]);
  });

  it('whose thread breaks down while sessions are handed over rejects with the cause, and nothing else', async () => {
    const unheard = unheardRejections();
    const thread = new SilentThread();
    const answer = expect(judgeIn(thread).judge(CHANGE, 0, 2)).rejects.toThrow('out of memory');
    await handingOver(thread);
    thread.emit('error', new Error('out of memory'));
    await answer;
    expect(unheard).toEqual([]);
  });
});
