import { describe, expect, it } from 'vitest';
import type { Events } from '../../server/contract/events.ts';
import type { SessionOpening, SessionRecorder } from '../../server/contract/session-recorder.ts';
import type { RefusalSummary } from '../../server/contract/session-log.ts';
import type { ViolatedFinding } from '../../server/contract/verdict.ts';
import { LiveSessionLog, type SessionLogPorts } from '../../server/log/session-log.ts';

const OPENING: SessionOpening = { listener: 'smtp', listenerKind: 'smtp', port: 25, ip: '192.0.2.7' };
const START = Date.UTC(2026, 10, 24);

interface Bench {
  readonly log: LiveSessionLog;
  /** Lets time pass and runs what falls due. */
  readonly advance: (ms: number) => void;
  readonly errors: unknown[];
}

function bench(ports: Partial<SessionLogPorts> = {}): Bench {
  let now = START;
  let calls = 0;
  const due = new Map<() => void, number>();
  const errors: unknown[] = [];
  const log = new LiveSessionLog({
    clock: () => now,
    schedule: (run, delayMs) => {
      due.set(run, now + delayMs);
      return () => due.delete(run);
    },
    onError: (cause) => errors.push(cause),
    randomInt: (limit) => {
      const [session, letter] = [Math.floor(calls / 4), calls++ % 4];
      return Math.floor(session / limit ** (3 - letter)) % limit;
    },
    pause: () => Promise.resolve(),
    ...ports,
  });
  const advance = (ms: number): void => {
    now += ms;
    for (const [run, at] of [...due]) {
      if (at > now) continue;
      due.delete(run);
      run();
    }
  };
  return { log, advance, errors };
}

const MUST_AUTH: ViolatedFinding = {
  rule: 'localSenderMustAuth',
  mode: 'enforce',
  option: 'localSenderMustAuth',
  because: 'u1@local.test is local and did not sign in',
  result: 'violated',
  reply: { code: 530, enhanced: '5.7.0', text: 'Authentication required' },
};
const MUST_AUTH_SUMMARY: RefusalSummary = {
  rule: 'localSenderMustAuth',
  option: 'localSenderMustAuth',
  reason: 'Authentication required: local account',
  because: 'u1@local.test is local and did not sign in',
  code: 530,
  enhanced: '5.7.0',
};
const GREYLISTED: RefusalSummary = {
  rule: null,
  option: null,
  reason: 'Disk full',
  because: 'no space',
  code: 452,
  enhanced: '4.3.1',
};

function verdict(recorder: SessionRecorder, finding: ViolatedFinding): void {
  const refusal = finding.mode === 'enforce' ? finding : null;
  const row = { stage: 'mail', findings: [finding], refusal, effects: [], notes: [] } as const;
  recorder.verdict({ ...row, policyRevision: 3, subject: 'MAIL FROM:<u1@local.test>' });
}

describe('a session in the log', () => {
  it('shows everything it reported, and its transcript line by line', () => {
    const { log, advance } = bench();
    const session = log.open(OPENING);
    session.line('server', '220 ready');
    session.update({
      helo: 'client.example',
      tls: 'TLSv1.3',
      account: 'u1@local.test',
      sender: '<>',
      bytes: 9,
    });
    for (const name of ['a', 'b', 'c', 'd']) session.recipient(`${name}@local.test`);
    session.accepted();
    advance(40);
    session.close();
    expect(log.session(session.id)).toEqual({
      id: session.id,
      revision: 9,
      startedAt: START,
      endedAt: START + 40,
      listener: 'smtp',
      listenerKind: 'smtp',
      port: 25,
      ip: '192.0.2.7',
      tls: 'TLSv1.3',
      helo: 'client.example',
      account: 'u1@local.test',
      sender: '<>',
      recipients: ['a@local.test', 'b@local.test', 'c@local.test'],
      recipientCount: 4,
      messagesAccepted: 1,
      bytes: 9,
      result: 'accepted',
      refusal: null,
      wouldHaveBlocked: [],
      repeats: 1,
      transcript: [{ at: START, from: 'server', text: '220 ready' }],
      transcriptOmitted: 0,
      verdicts: [],
    });
  });

  it('ignores what arrives after its end', () => {
    const { log } = bench();
    const session = log.open(OPENING);
    session.close();
    session.close();
    session.accepted();
    expect(log.counters()).toEqual({
      running: 0,
      accepted: 0,
      blocked: 0,
      deferred: 0,
      closed: 1,
      dropped: 0,
    });
  });

  it('carries a verdict with the words of its rule', () => {
    const { log } = bench();
    const session = log.open(OPENING);
    verdict(session, MUST_AUTH);
    expect(log.session(session.id)).toMatchObject({
      result: 'blocked',
      refusal: MUST_AUTH_SUMMARY,
      verdicts: [{ at: START, policyRevision: 3, subject: 'MAIL FROM:<u1@local.test>' }],
    });
  });

  it('names the rules that would have blocked it in report mode, and is not blocked', () => {
    const { log } = bench();
    const session = log.open(OPENING);
    verdict(session, { ...MUST_AUTH, mode: 'report' });
    session.accepted();
    expect(log.session(session.id)).toMatchObject({
      result: 'accepted',
      refusal: null,
      wouldHaveBlocked: ['localSenderMustAuth'],
    });
  });

  it.each<[string, (session: SessionRecorder) => void, string, RefusalSummary | null]>([
    ['nothing is running', () => undefined, 'running', null],
    [
      'an end without a message is closed',
      (s) => {
        s.close();
      },
      'closed',
      null,
    ],
    [
      'a temporary refusal is deferred',
      (s) => {
        s.refused(GREYLISTED);
      },
      'deferred',
      GREYLISTED,
    ],
    [
      'deferred outweighs accepted',
      (s) => {
        s.accepted();
        s.refused(GREYLISTED);
      },
      'deferred',
      GREYLISTED,
    ],
    [
      'blocked outweighs deferred',
      (s) => {
        s.refused(GREYLISTED);
        verdict(s, MUST_AUTH);
      },
      'blocked',
      MUST_AUTH_SUMMARY,
    ],
    [
      'the first refusal of the worst kind is the one shown',
      (s) => {
        verdict(s, MUST_AUTH);
        s.refused({ ...GREYLISTED, code: 550 });
      },
      'blocked',
      MUST_AUTH_SUMMARY,
    ],
    [
      'what a rule refused outweighs a password mistyped before it',
      (s) => {
        s.refused({ ...GREYLISTED, code: 535 });
        verdict(s, MUST_AUTH);
      },
      'blocked',
      MUST_AUTH_SUMMARY,
    ],
    [
      'a 451 of the policy is deferred',
      (s) => {
        verdict(s, { ...MUST_AUTH, reply: { code: 451, enhanced: '4.4.3', text: '' } });
      },
      'deferred',
      { ...MUST_AUTH_SUMMARY, code: 451, enhanced: '4.4.3' },
    ],
    [
      'a 421 of the policy is blocked',
      (s) => {
        verdict(s, { ...MUST_AUTH, reply: { code: 421, enhanced: '4.7.0', text: '' } });
      },
      'blocked',
      { ...MUST_AUTH_SUMMARY, code: 421, enhanced: '4.7.0' },
    ],
  ])('%s', (_sentence, act, result, refusal) => {
    const { log } = bench();
    const session = log.open(OPENING);
    act(session);
    expect(log.session(session.id)).toMatchObject({ result, refusal });
    expect(log.counters()).toMatchObject({ [result]: 1 });
  });

  it('keeps at most 64 KiB of transcript: the first and the last lines, and how many are missing', () => {
    const { log } = bench();
    const session = log.open(OPENING);
    for (let line = 0; line < 5000; line++) session.line('client', `NOOP ${line}`);
    const detail = log.session(session.id);
    const transcript = detail?.transcript ?? [];
    const size = transcript.reduce((sum, { text }) => sum + text.length, 0);
    expect(size).toBeLessThan(65_536);
    expect(transcript[0]?.text).toBe('NOOP 0');
    expect(transcript.at(-1)?.text).toBe('NOOP 4999');
    expect(transcript.length - 1 + (detail?.transcriptOmitted ?? 0)).toBe(5000);
    expect(transcript.filter(({ from }) => from === 'note')).toHaveLength(1);
  });
});

describe('the ring', () => {
  it('forgets the oldest session that has ended, before one that runs', () => {
    const { log } = bench({ ringSessions: 2 });
    const running = log.open(OPENING);
    const ended = log.open(OPENING);
    ended.close();
    const third = log.open(OPENING);
    expect(log.tail(10).sessions.map(({ id }) => id)).toEqual([third.id, running.id]);
    expect(log.session(ended.id)).toBeNull();
    expect(log.counters().dropped).toBe(0);
  });

  it('counts a running session that it has to drop', () => {
    const { log } = bench({ ringSessions: 1 });
    const first = log.open(OPENING);
    log.open(OPENING);
    first.line('client', 'NOOP');
    expect(log.session(first.id)).toBeNull();
    expect(log.counters()).toMatchObject({ running: 2, dropped: 1 });
  });

  it('gives up the oldest transcripts when all of them together grow too large', () => {
    const { log } = bench({ ringTextBytes: 300 });
    const first = log.open(OPENING);
    first.line('client', 'x'.repeat(200));
    const second = log.open(OPENING);
    second.line('client', 'y'.repeat(200));
    expect(log.session(first.id)).toMatchObject({ transcriptOmitted: 1 });
    expect(log.session(second.id)).toMatchObject({ transcriptOmitted: 0 });
  });

  it('answers the newest first, as many as are asked for', () => {
    const { log } = bench();
    const ids = Array.from({ length: 3 }, () => log.open(OPENING).id);
    expect(log.tail(2).sessions.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  });
});

describe('a flood of identical refusals', () => {
  function attack(log: LiveSessionLog, times: number, ip = OPENING.ip): readonly string[] {
    return Array.from({ length: times }, () => {
      const session = log.open({ ...OPENING, ip });
      verdict(session, MUST_AUTH);
      session.close();
      return session.id;
    });
  }

  it('lists twenty of a minute and counts the others in the row of the last one', () => {
    const { log } = bench();
    const ids = attack(log, 120);
    const { sessions, counters } = log.tail(1000);
    expect(sessions).toHaveLength(20);
    expect(sessions[0]).toMatchObject({ id: ids[19], repeats: 101 });
    expect(counters).toMatchObject({ blocked: 120, running: 0 });
  });

  it('finds the row by the id of a session that was only counted', () => {
    const { log } = bench();
    const ids = attack(log, 30);
    expect(log.session(ids[29] ?? '')).toMatchObject({ id: ids[19], repeats: 11 });
  });

  it('takes the addresses of one IPv6 /64 for one network, and other networks for others', () => {
    const { log } = bench();
    attack(log, 15, '2001:db8::1');
    attack(log, 15, '2001:db8::2');
    attack(log, 15, '2001:db8:0:1::1');
    expect(log.tail(1000).sessions).toHaveLength(35);
  });

  it('begins anew with the next minute', () => {
    const { log, advance } = bench();
    attack(log, 30);
    advance(60_000);
    attack(log, 1);
    expect(log.tail(1000).sessions).toHaveLength(21);
  });

  it('lists a session of the same network that has a message accepted', () => {
    const { log } = bench();
    attack(log, 30);
    const honest = log.open(OPENING);
    honest.accepted();
    expect(log.tail(1).sessions[0]).toMatchObject({ id: honest.id, result: 'accepted' });
  });

  it('lists a session of the same network that lasts longer than a second', () => {
    const { log, advance } = bench();
    attack(log, 30);
    const slow = log.open(OPENING);
    expect(log.tail(1).sessions[0]?.id).not.toBe(slow.id);
    expect(log.session(slow.id)).toMatchObject({ result: 'running' });
    advance(1000);
    expect(log.tail(1).sessions[0]?.id).toBe(slow.id);
  });
});

describe('the events', () => {
  function listen(log: LiveSessionLog): { readonly batches: Events['sessions'][]; readonly off: () => void } {
    const batches: Events['sessions'][] = [];
    return { batches, off: log.on((change) => batches.push(change)) };
  }

  it('come in batches, ten a second, each session once', () => {
    const { log, advance } = bench();
    const { batches } = listen(log);
    const one = log.open(OPENING);
    const other = log.open(OPENING);
    one.update({ helo: 'a' });
    one.update({ helo: 'b' });
    advance(99);
    expect(batches).toEqual([]);
    advance(1);
    expect(batches.map(({ rows }) => rows.map(({ id, helo, revision }) => [id, helo, revision]))).toEqual([
      [
        [one.id, 'b', 4],
        [other.id, null, 2],
      ],
    ]);
    advance(1000);
    expect(batches).toHaveLength(1);
  });

  it('leave the rest of a large batch to the next one, and lose nothing', () => {
    const { log, advance } = bench();
    const { batches } = listen(log);
    for (let session = 0; session < 1200; session++) log.open(OPENING);
    advance(100);
    advance(100);
    advance(100);
    expect(batches.map(({ rows }) => rows.length)).toEqual([500, 500, 200]);
    expect(new Set(batches.flatMap(({ rows }) => rows.map(({ id }) => id))).size).toBe(1200);
  });

  it('end with the subscription', () => {
    const { log, advance } = bench();
    const { batches, off } = listen(log);
    log.open(OPENING);
    off();
    advance(1000);
    expect(batches).toEqual([]);
  });

  it('reach the other listeners when one of them fails', () => {
    const { log, advance, errors } = bench();
    const failure = new Error('gone');
    log.on(() => {
      throw failure;
    });
    const { batches } = listen(log);
    log.open(OPENING);
    advance(100);
    expect(errors).toEqual([failure]);
    expect(batches).toHaveLength(1);
  });

  it('tell of a session that is only counted by the row that counts it', () => {
    const { log, advance } = bench();
    const { batches } = listen(log);
    for (let times = 0; times < 25; times++) {
      const session = log.open(OPENING);
      verdict(session, MUST_AUTH);
      session.close();
    }
    advance(100);
    expect(batches[0]?.rows[0]).toMatchObject({ repeats: 6, result: 'blocked' });
    expect(batches[0]?.rows).toHaveLength(20);
  });
});

describe('a search', () => {
  function filled(): LiveSessionLog {
    const { log } = bench();
    const blocked = log.open(OPENING);
    blocked.update({ sender: 'U1@local.test' });
    verdict(blocked, MUST_AUTH);
    const accepted = log.open({ ...OPENING, ip: '198.51.100.1' });
    accepted.update({ account: 'u2@local.test' });
    accepted.recipient('joe@ext.example');
    accepted.line('client', 'RCPT TO:<Zaphod@ext.example>');
    accepted.accepted();
    const reported = log.open(OPENING);
    verdict(reported, { ...MUST_AUTH, rule: 'popBeforeSmtp', mode: 'report' });
    return log;
  }

  it.each([
    ['everything', {}, ['running', 'accepted', 'blocked']],
    ['a result', { result: 'accepted' }, ['accepted']],
    ['an address', { ip: '198.51.100.1' }, ['accepted']],
    ['an account, in any case', { account: 'U2@LOCAL.TEST' }, ['accepted']],
    ['an option', { option: 'localSenderMustAuth' }, ['blocked']],
    ['an option that only reports', { option: 'popBeforeSmtp' }, ['running']],
    ['words of the sender', { text: 'u1@local.test' }, ['blocked']],
    ['words of the reason', { text: 'did not SIGN in' }, ['blocked']],
    ['words of the transcript', { text: 'zaphod' }, ['accepted']],
    ['two conditions, both of which must hold', { text: 'joe', result: 'blocked' }, []],
    ['no more than the limit', { limit: 1 }, ['running']],
  ] as const)('finds %s', async (_sentence, query, results) => {
    const { limit = 200 } = { limit: undefined, ...query };
    const found = await filled().search(query, limit, Number.MAX_SAFE_INTEGER);
    expect(found.map(({ result }) => result)).toEqual(results);
  });
});

describe('a session in which this server is the client', () => {
  const OUTBOUND: SessionOpening = {
    listener: 'outbound',
    listenerKind: 'outbound',
    port: 25,
    ip: '198.51.100.1',
  };
  const NOTHING = { running: 0, accepted: 0, blocked: 0, deferred: 0, closed: 0, dropped: 0 };

  it('is listed with what the other server refused, and counted nowhere', () => {
    const { log } = bench();
    const recorder = log.open(OUTBOUND);
    expect(log.counters()).toEqual(NOTHING);
    recorder.refused({ ...MUST_AUTH_SUMMARY, rule: null, option: null, code: 550 });
    recorder.close();
    expect(log.tail(1).sessions).toMatchObject([{ listenerKind: 'outbound', result: 'blocked' }]);
    expect(log.counters()).toEqual(NOTHING);
  });
});
