import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  envelopeHeader,
  envelopeJson,
  messageJson,
  readMessageJson,
} from '../../server/store/envelope-header.ts';
import { testEnvelope, toMailbox, toQueue } from './store-fixture.ts';

test('the field is folded, in ASCII, and says what rebuilding a mailbox needs', () => {
  const envelope = testEnvelope('message00001', {
    account: { localPart: 'jörg', domain: 'local.test' },
    deliveries: [toMailbox(1), toQueue('a"b')],
  });
  expect(envelopeHeader(envelopeJson(envelope)).split('\r\n')).toEqual([
    'X-Gatepost-Envelope: {"version":1,"id":"message00001","receivedAt":',
    ' 1790000000000,"session":"4fk2","clientIp":"192.0.2.7","account":',
    ' "j\\u00f6rg@local.test","returnPath":"joe@example.com","smtpUtf8":false,',
    ' "eightBit":false,"dsnEnvelopeId":null,"dsnReturn":null,"deliveries":[{"kind":',
    ' "mailbox","accountId":1,"recipient":"u1@local.test"},{"kind":"queue",',
    ' "recipient":"\\"a\\\\\\"b\\"@example.com","gateway":null,"dsn":{"notify":',
    ' ["FAILURE"],"originalRecipient":null}}]}',
    '',
  ]);
});

test('a reader who joins the lines gets the JSON back, whatever the envelope', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 5 }), (localPart, recipients) => {
      const json = envelopeJson(
        testEnvelope('message00001', {
          returnPath: localPart === '' ? null : { localPart, domain: 'example.com' },
          deliveries: recipients.map((each) => toQueue(each)),
        }),
      );
      const lines = envelopeHeader(json).slice(0, -2).split('\r\n');
      expect(lines.filter((line) => !/^[ -~]{1,998}$/.test(line))).toEqual([]);
      expect(lines.slice(1).filter((line) => !line.startsWith(' '))).toEqual([]);
      expect(JSON.parse(lines.join('').replace('X-Gatepost-Envelope: ', ''))).toEqual(JSON.parse(json));
    }),
  );
});

test('what delivery needs to know is read back from mail.db, without recipients', () => {
  const envelope = testEnvelope('message00001', {
    account: { localPart: 'a b', domain: 'local.test' },
    returnPath: { localPart: 'jörg', domain: 'local.test' },
    smtpUtf8: true,
    dsnEnvelopeId: 'QQ314159',
    dsnReturn: 'FULL',
  });
  const { deliveries: _deliveries, clientIp: _ip, ...known } = envelope;
  expect(readMessageJson(messageJson(envelope))).toEqual(known);
  expect(readMessageJson(messageJson({ ...envelope, returnPath: null, account: null }))).toEqual({
    ...known,
    returnPath: null,
    account: null,
  });
  expect(messageJson(envelope)).not.toContain('deliveries');
});
