import { expect, test } from 'vitest';
import type { HostAnswer } from '../../server/callout/ask-host.ts';
import { GatewayRecipientsService } from '../../server/callout/gateway-recipients.ts';
import { address, gateway } from '../helpers/directory-lists.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

const KIM = address('kim@gw.test');
const GATEWAY = gateway('gw.test', { recipientCheck: 'ask-server' });
const HOUR = 60;
const DAY = 24 * HOUR;

function world(answer: HostAnswer) {
  const clock = turnedClock();
  const state = { answer, asked: 0, wait: Promise.resolve() };
  const service = new GatewayRecipientsService({
    clock,
    hostname: () => 'mail.local.test',
    resolve: (name) => Promise.resolve([name]),
    ask: async () => {
      state.asked++;
      await state.wait;
      return state.answer;
    },
  });
  return { clock, state, service };
}

const TAKES: HostAnswer = { kind: 'found', reply: '250 OK' };
const REFUSES: HostAnswer = { kind: 'not-found', reply: '550 No' };
const SILENT: HostAnswer = { kind: 'error', reason: 'no answer within 5 s' };

test.each<[string, HostAnswer, unknown, number]>([
  ['what is taken is known for a day', TAKES, { kind: 'taken' }, DAY],
  ['what is refused is known for an hour', REFUSES, { kind: 'refused', reply: '550 No' }, HOUR],
  ['an error is known for a minute', SILENT, { kind: 'error', reason: 'no answer within 5 s' }, 1],
])('%s', async (_sentence, answer, expected, minutes) => {
  const { clock, state, service } = world(answer);
  expect(await service.ask(GATEWAY, KIM)).toEqual(expected);
  clock.advanceMinutes(minutes - 0.01);
  expect(await service.ask(GATEWAY, KIM)).toEqual(expected);
  expect(state.asked).toBe(1);
  clock.advanceMinutes(0.01);
  await service.ask(GATEWAY, KIM);
  expect(state.asked).toBe(2);
});

test('while the server cannot be asked, what it took within a month is taken', async () => {
  const { clock, state, service } = world(TAKES);
  await service.ask(GATEWAY, KIM);
  state.answer = SILENT;
  clock.advanceMinutes(30 * DAY);
  expect(await service.ask(GATEWAY, KIM)).toEqual({ kind: 'taken' });
  clock.advanceMinutes(DAY);
  expect(await service.ask(GATEWAY, KIM)).toEqual({ kind: 'error', reason: 'no answer within 5 s' });
});

test('a refusal ends what was believed', async () => {
  const { clock, state, service } = world(TAKES);
  await service.ask(GATEWAY, KIM);
  state.answer = REFUSES;
  clock.advanceMinutes(DAY);
  await service.ask(GATEWAY, KIM);
  expect(service.known(GATEWAY, KIM)).toEqual({ kind: 'refused', reply: '550 No' });
});

test('another server of the gateway is another question', async () => {
  const { state, service } = world(TAKES);
  await service.ask(GATEWAY, KIM);
  await service.ask({ ...GATEWAY, port: 2601 }, KIM);
  expect(state.asked).toBe(2);
});

test('what is under way is asked once, and known to be', async () => {
  const { state, service } = world(TAKES);
  let goOn = (): void => undefined;
  state.wait = new Promise((resolve) => {
    goOn = resolve;
  });
  const answers = [service.ask(GATEWAY, KIM), service.ask(GATEWAY, KIM)];
  expect([service.isAsking(GATEWAY, KIM), service.known(GATEWAY, KIM)]).toEqual([true, null]);
  goOn();
  await Promise.all(answers);
  expect([service.isAsking(GATEWAY, KIM), service.known(GATEWAY, KIM), state.asked]).toEqual([
    false,
    { kind: 'taken' },
    1,
  ]);
});
