import { describe, expect, test } from 'vitest';
import type { SendingUse } from '../../server/contract/facts.ts';
import { SendingLedger, type AccountSending } from '../../server/guard/sending-ledger.ts';
import { address } from '../helpers/directory-lists.ts';
import { turnedClock } from '../helpers/turned-clock.ts';

const NOW = 1_790_000_000_000;
const WEEK_MINUTES = 7 * 24 * 60;
const LEARNT: AccountSending = { window: [], learnsUntil: 0 };
const JOE = address('joe@ext.test');
const ANN = address('ann@ext.test');

function open(known: readonly (readonly [number, AccountSending])[] = [[1, LEARNT]]) {
  const clock = turnedClock(NOW);
  const kept = new Map<number, AccountSending>();
  const recipients = new Map<number, Map<number, number>>();
  const restart = (sendings: ReadonlyMap<number, AccountSending>) =>
    new SendingLedger({
      clock,
      known: sendings,
      knownRecipients: recipients,
      hashRecipient: (accountId, { localPart }) => accountId * 1000 + localPart.charCodeAt(0),
      onSending: (accountId, sending) => kept.set(accountId, sending),
      onRecipient: (accountId, change) => {
        if (change.kind !== 'written-to') return;
        const known = recipients.get(accountId) ?? new Map<number, number>();
        recipients.set(accountId, known.set(change.recipient, change.day));
      },
    });
  return { ledger: restart(new Map(known)), clock, restart: () => restart(kept) };
}

const use = (messages: number, recipients: number, newRecipientsPerDay: number): SendingUse => ({
  messagesPerHour: messages,
  messagesPerDay: messages,
  recipientsPerHour: recipients,
  recipientsPerDay: recipients,
  newRecipientsPerDay,
});

function send(ledger: SendingLedger, ...recipients: readonly (typeof JOE)[]): void {
  const message = ledger.begin(1);
  for (const recipient of recipients) message.addRecipient(recipient, true);
  message.commit();
}

describe('a message', () => {
  test('counts once it is accepted, with its recipients', () => {
    const { ledger } = open();
    send(ledger, JOE, ANN);
    expect(ledger.begin(1).used).toEqual(use(1, 2, 2));
    expect(ledger.usage()).toEqual(new Map([[1, use(1, 2, 2)]]));
  });

  test('that is under way has its place, and gives it back when it is gone', () => {
    const { ledger } = open();
    const underWay = ledger.begin(1);
    underWay.addRecipient(JOE, true);
    expect(ledger.begin(1).used).toEqual(use(1, 1, 1));
    expect(ledger.usage()).toEqual(new Map());
    underWay.release();
    underWay.release();
    expect(ledger.begin(2).used).toEqual(use(0, 0, 0));
    expect(ledger.begin(1).used).toEqual(use(1, 0, 0));
  });

  test('counts even where its session was gone before it was accepted', () => {
    const { ledger } = open();
    const message = ledger.begin(1);
    message.addRecipient(JOE, true);
    message.release();
    message.commit();
    message.release();
    expect(ledger.begin(1).used).toEqual(use(1, 1, 1));
  });

  test('does not count for another account', () => {
    const { ledger } = open();
    send(ledger, JOE);
    expect(ledger.begin(2).used).toEqual(use(0, 0, 0));
  });
});

describe('sessions side by side', () => {
  test('see one another, so that together they send no more than one alone', () => {
    const { ledger } = open();
    const messages = Array.from({ length: 5 }, () => ledger.begin(1));
    expect(messages.map(({ used }) => used.messagesPerHour)).toEqual([0, 1, 2, 3, 4]);
    const places = messages.flatMap((message) => [
      message.addRecipient(JOE, true),
      message.addRecipient(address('u2@local.test'), false),
    ]);
    expect(places.map(({ used }) => used.recipientsPerHour)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('that write to the same new recipient count it once', () => {
    const { ledger } = open();
    const [one, other] = [ledger.begin(1), ledger.begin(1)];
    one.addRecipient(JOE, true);
    other.addRecipient(JOE, true);
    one.commit();
    other.commit();
    expect(ledger.begin(1).used).toEqual(use(2, 2, 1));
  });
});

describe('a recipient', () => {
  test('that was refused does not count, nor is it known', () => {
    const { ledger } = open();
    const message = ledger.begin(1);
    message.addRecipient(JOE, true).giveBack();
    message.commit();
    expect(ledger.begin(1).used).toEqual(use(1, 0, 0));
    expect(ledger.begin(1).addRecipient(JOE, true).isNew).toBe(true);
  });

  test('is new the first time only, within one message too', () => {
    const { ledger } = open();
    const message = ledger.begin(1);
    const isNew = () => message.addRecipient(JOE, true).isNew;
    expect([isNew(), isNew()]).toEqual([true, false]);
    message.commit();
    expect(ledger.begin(1).addRecipient(JOE, true).isNew).toBe(false);
  });

  test('on this server is never new', () => {
    expect(open().ledger.begin(1).addRecipient(address('u2@local.test'), false).isNew).toBe(false);
  });

  test('is new for each account by itself', () => {
    const { ledger } = open([
      [1, LEARNT],
      [2, LEARNT],
    ]);
    send(ledger, JOE);
    expect(ledger.begin(2).addRecipient(JOE, true).isNew).toBe(true);
  });
});

describe('in the first week of an account', () => {
  test('recipients are learned and none is new', () => {
    const { ledger, clock } = open([]);
    send(ledger, JOE, ANN);
    expect(ledger.begin(1).used).toEqual(use(1, 2, 0));
    clock.advanceMinutes(WEEK_MINUTES);
    const message = ledger.begin(1);
    expect(message.addRecipient(JOE, true).isNew).toBe(false);
    expect(message.addRecipient(address('kim@ext.test'), true).isNew).toBe(true);
  });

  test('the week is over where the clock has been put back from beyond it', () => {
    const { ledger } = open([[1, { window: [], learnsUntil: NOW + 8 * 24 * 60 * 60_000 }]]);
    expect(ledger.begin(1).addRecipient(JOE, true).isNew).toBe(true);
  });
});

test('a restart changes nothing', () => {
  const { ledger, restart } = open();
  send(ledger, JOE);
  const later = restart();
  expect(later.usage()).toEqual(ledger.usage());
  expect(later.begin(1).addRecipient(JOE, true).isNew).toBe(false);
});

test('an account that starts anew has sent nothing, and knows whom it has written to', () => {
  const { ledger, restart } = open();
  send(ledger, JOE);
  ledger.startAnew(1);
  ledger.startAnew(2);
  for (const one of [ledger, restart()]) {
    expect(one.usage()).toEqual(new Map());
    expect(one.begin(1).addRecipient(JOE, true).isNew).toBe(false);
  }
});
