import { afterEach, describe, expect, test } from 'vitest';
import { OFFICE, startHeadlessHost, type HeadlessHost, type WrittenSetup } from '../helpers/headless-host.ts';

/** The relay test over the real program: its listener, its policy, its log. */
let host: HeadlessHost | null = null;
afterEach(async () => {
  await host?.stop();
  await host?.remove();
  host = null;
});

async function start(change: WrittenSetup = {}): Promise<HeadlessHost> {
  host = await startHeadlessHost({ ...OFFICE, ...change });
  return host;
}

const EVERYBODY = [{ range: '0.0.0.0/0', comment: '' }];
const codes = async ({ call }: HeadlessHost) => (await call('health.get')).items.map(({ code }) => code);

describe('the relay test', () => {
  test('finds a server closed, though it comes from a machine that is local and trusted', async () => {
    const { call } = await start({
      localIps: ['127.0.0.0/8'],
      trustedIps: [{ range: '127.0.0.1', comment: '' }],
      options: { trustedIpsMayRelay: true },
    });
    const { result, detail, transcript } = await call('health.testRelay');
    expect({ result, detail }).toEqual({ result: 'refused', detail: '6 of 6 tries were refused.' });
    expect(transcript.filter((line) => line.startsWith('S: 5'))).toHaveLength(6);
    expect(transcript.filter((line) => line.startsWith('C: DATA'))).toEqual([]);
    expect((await call('health.get')).relayTest?.result).toBe('refused');
  });

  test('finds an open relay, and the dashboard says so first', async () => {
    const server = await start({ trustedIps: EVERYBODY, options: { trustedIpsMayRelay: true } });
    const { call } = server;
    const { result, detail } = await call('health.testRelay');
    expect({ result, detail }).toEqual({
      result: 'accepted',
      detail:
        'A client at 198.51.100.77 could send from <sender@relay-test.invalid> to another server without signing in.',
    });
    const { state, sentence } = await call('health.get');
    expect([state, sentence.slice(0, 29)]).toEqual(['alarm', 'This server is an open relay:']);
    await call('options.set', 'trustedIpsMayRelay', false);
    expect(await codes(server)).toContain('relay-test-outdated');
    expect((await call('health.testRelay')).result).toBe('refused');
    expect(await codes(server)).not.toContain('relay-test-outdated');
  });

  test('is not possible where everybody is local, and says why', async () => {
    const { call } = await start({ localIps: ['0.0.0.0/0', '::/0'] });
    expect(await call('health.testRelay')).toMatchObject({
      result: 'not-possible',
      detail: 'The Local IPs hold every address, so that there is no client from outside.',
      transcript: [],
    });
  });

  test('is not possible while mail is paused', async () => {
    const { call } = await start();
    await call('server.pause', null);
    const { result, detail } = await call('health.testRelay');
    expect([result, detail.slice(0, 24)]).toEqual(['not-possible', 'The listener answered 42']);
  });

  test('leaves nothing behind but sessions that say what they are', async () => {
    const { call } = await start();
    await call('health.testRelay');
    const { sessions } = await call('log.tail', 10);
    expect(sessions.map(({ ip, helo, messagesAccepted }) => [ip, helo, messagesAccepted])).toEqual([
      ['2001:db8:0:77::1', 'relay-test.invalid', 0],
      ['198.51.100.77', 'relay-test.invalid', 0],
    ]);
    const [newest] = sessions;
    const detail = await call('log.session', newest?.id ?? '');
    expect(detail.transcript.find(({ from }) => from === 'note')?.text).toBe(
      'Gatepost tests itself, as a client at 2001:db8:0:77::1 would find it.',
    );
    expect(await call('queue.list')).toEqual([]);
    expect((await call('screen.list')).blocked).toEqual([]);
    const { lastOutsideConnectionAt } = await call('health.get');
    expect(lastOutsideConnectionAt).toBeNull();
  });
});

test('whoever asks twice gets one test', async () => {
  const { call } = await start();
  const [one, other] = await Promise.all([call('health.testRelay'), call('health.testRelay')]);
  expect(one).toEqual(other);
});
