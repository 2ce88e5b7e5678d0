import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressKey, formatAddress, parseAddress, type Address } from '../../../server/contract/address.ts';
import type { FromHeader } from '../../../server/contract/facts.ts';
import { readFromField } from '../../../server/smtp/message/from-field.ts';
import { FromLexer } from '../../../server/smtp/message/from-lexer.ts';
import { inBase64, utf8 } from './from-case.ts';

const read = (value: string): FromHeader => readFromField(Buffer.from(value, 'latin1'));

describe('the display name for the log', () => {
  test.each([
    ['none', 'u1@local.test', ''],
    ['atoms with their blanks and dots', 'Joe  Q.\tPublic <u1@local.test>', 'Joe Q. Public'],
    ['quoted strings by content', '"Joe \\"Q\\"" Public <u1@local.test>', 'Joe "Q" Public'],
    ['words without blanks between', 'Joe"Q"Public <u1@local.test>', 'JoeQPublic'],
    ['folds as blanks', '"Joe\r\n Public" <u1@local.test>', 'Joe Public'],
    ['comments in parentheses', '(a) Joe (b) <u1@local.test> (c (d))', 'Joe (a) (b) (c (d))'],
    ['the group before its first mailbox', 'All of us: Joe <u1@local.test>;', 'All of us: Joe'],
    ['raw UTF-8', utf8('Jürgen <u1@local.test>'), 'Jürgen'],
    ['raw Latin-1', 'J\xfcrgen <u1@local.test>', 'Jürgen'],
    ['raw Windows-1252', '"\x80" <u1@local.test>', '€'],
    ['Q in UTF-8', '=?UTF-8?q?J=C3=BCrgen_M?= <u1@local.test>', 'Jürgen M'],
    ['B in UTF-8', `${inBase64('日本')} <u1@local.test>`, '日本'],
    ['Latin-1', '=?iso-8859-1?Q?J=FCrgen?= <u1@local.test>', 'Jürgen'],
    ['Windows-1252', '=?windows-1252?Q?=80?= <u1@local.test>', '€'],
    ['US-ASCII', '=?us-ascii?Q?Joe?= <u1@local.test>', 'Joe'],
    ['a charset with a language', '=?utf-8*de?Q?J=C3=BCrgen?= <u1@local.test>', 'Jürgen'],
    [
      'no blanks between encoded words',
      '=?utf-8?Q?J?=\r\n =?utf-8?Q?o?= =?us-ascii?Q?e?= <u1@local.test>',
      'Joe',
    ],
    ['blanks beside plain words', 'Dr. =?utf-8?Q?Joe?= Public <u1@local.test>', 'Dr. Joe Public'],
    ['a character cut in two', '=?utf-8?Q?J=C3?= =?utf-8?Q?=BCrgen?= <u1@local.test>', 'Jürgen'],
    ['an encoded word in a comment', 'u1@local.test (=?utf-8?Q?J=C3=BCrgen?=)', '(Jürgen)'],
    ['an encoded word in quotes as it is', '"=?utf-8?Q?Joe?=" <u1@local.test>', '=?utf-8?Q?Joe?='],
    ['an unknown charset as it is', '=?x-none?Q?Joe?= <u1@local.test>', '=?x-none?Q?Joe?='],
    ['malformed Q as it is', '=?utf-8?Q?J=ZZ?= <u1@local.test>', '=?utf-8?Q?J=ZZ?='],
    ['malformed B as it is', '=?utf-8?B?J*?= <u1@local.test>', '=?utf-8?B?J*?='],
    ['a broken character as such', '=?utf-8?Q?J=FF?= <u1@local.test>', 'J\ufffd'],
    [
      'decoded controls as broken',
      '=?utf-8?Q?=1B[2K=08?= "x" <u1@local.test>'.replace('[', '=5B'),
      '\ufffd[2K\ufffd x',
    ],
    ['bidirectional overrides as broken', utf8('"\u202eabc\u2066" <u1@local.test>'), '\ufffdabc\ufffd'],
    ['at most 500 characters', `"${'x'.repeat(501)}" <u1@local.test>`, `${'x'.repeat(499)}…`],
    ['no half of a character', utf8(`"${'x'.repeat(498)}😀😀" <u1@local.test>`), `${'x'.repeat(498)}\ufffd…`],
  ])('%s', (_what, value, displayName) => {
    expect(read(value)).toEqual({
      kind: 'mailboxes',
      mailboxes: [{ address: { localPart: 'u1', domain: 'local.test' }, displayName, shownAddresses: [] }],
    });
  });
});

test('each mailbox has its own name, comments and shown addresses', () => {
  expect(
    read('Us: (a@b.test) "Joe" <u1@local.test> (x), u2@local.test (y); (z), "c@d.test" <ceo@local.test>'),
  ).toEqual({
    kind: 'mailboxes',
    mailboxes: [
      {
        address: { localPart: 'u1', domain: 'local.test' },
        displayName: 'Us: Joe (a@b.test) (x)',
        shownAddresses: ['a@b.test'],
      },
      { address: { localPart: 'u2', domain: 'local.test' }, displayName: '(y) (z)', shownAddresses: [] },
      {
        address: { localPart: 'ceo', domain: 'local.test' },
        displayName: 'c@d.test',
        shownAddresses: ['c@d.test'],
      },
    ],
  });
});

/** Pieces of From fields, so that random ones reach every branch. */
const PIECE = fc.oneof(
  fc.constantFrom('<', '>', '(', ')', '[', ']', '"', '\\', ',', ';', ':', '@', '.', '%', '!', '=', '?'),
  fc.constantFrom(' ', '\t', '\r\n ', '\r\n', '\0', 'u1', 'local.test', 'u1@local.test', '<u1@local.test>'),
  fc.constantFrom(
    '=?utf-8?Q?',
    '=40',
    '?=',
    '=?utf-8?B?YUBi?=',
    utf8('ü'),
    '\xe9',
    utf8('\u202e'),
    utf8('＠'),
  ),
  fc.string({
    unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
    maxLength: 3,
  }),
);
const FIELD = fc.array(PIECE, { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('any bytes at all', () => {
  test('are read or refused with a sentence, never thrown at', () => {
    fc.assert(
      fc.property(FIELD, (value) => {
        const header = read(value);
        if (header.kind === 'unreadable') expect(header.because).toMatch(/^(The|An?) .+\.$/s);
        else expect(header.mailboxes.length).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
  });

  test('give only addresses that can be written down and read again', () => {
    fc.assert(
      fc.property(FIELD, (value) => {
        const header = read(value);
        fc.pre(header.kind === 'mailboxes');
        for (const { address } of header.mailboxes) {
          expect(parseAddress(formatAddress(address))).toEqual(address);
          expect(address.localPart).not.toMatch(/[@%!]|=\?/);
        }
      }),
      { numRuns: 2000, maxSkipsPerRun: 1000 },
    );
  });

  test('have no more words than characters', () => {
    fc.assert(
      fc.property(FIELD, (value) => {
        const lexer = new FromLexer(value);
        let tokens = 0;
        while (lexer.next().kind !== 'end') tokens++;
        expect(tokens).toBeLessThanOrEqual(value.length);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('a list made by the grammar', () => {
  const blank = fc.constantFrom('', ' ', '\t', '\r\n ', ' (x) ', '(a (b) "c\\))', ' (ceo\\@x) \r\n\t');
  const atom = fc.constantFrom('u1', 'Ab-c', "o'b", 'x+y', utf8('jürgen'), '#$&*', '1');
  const dotAtom = (dot: fc.Arbitrary<string>) =>
    fc.array(fc.tuple(atom, dot), { minLength: 1, maxLength: 3 }).map((parts) => {
      const text = parts.map(([word, between]) => word + between).join('');
      return text.slice(0, text.length - (parts.at(-1)?.[1].length ?? 0));
    });
  const quoted = fc.constantFrom('"u1"', '"a b"', '"\\a\\\\"', '"<x>, (y)"', utf8('"ü"'));
  const localPart = fc.oneof(dotAtom(fc.constant('.')), quoted);
  const domain = fc.constantFrom('local.test', 'LOCAL.test', utf8('bücher.example'), '[192.0.2.1]');
  const addressSpec = fc
    .tuple(localPart, blank, blank, domain, blank)
    .map(([local, before, after, host, end]) => ({
      text: `${local}${before}@${after}${host}${end}`,
      source: `${local}@${host}`,
    }));
  const phrase = fc
    .array(
      fc.tuple(fc.oneof(atom, quoted, fc.constant('=?utf-8?Q?a=40b?=')), fc.constantFrom(' ', '. ', '\r\n ')),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((words) => words.flat().join(''));
  const mailbox = fc.oneof(
    addressSpec,
    fc
      .tuple(fc.option(phrase, { nil: '' }), blank, addressSpec, blank)
      .map(([name, before, spec, after]) => ({
        text: `${name}<${before}${spec.text}>${after}`,
        source: spec.source,
      })),
  );
  const mailboxes = fc.array(mailbox, { minLength: 1, maxLength: 4 });
  const element = fc.oneof(
    mailboxes,
    fc.tuple(phrase, mailboxes).map(([name, members]) =>
      members.map(({ text, source }, index) => ({
        text: (index === 0 ? `${name}:` : '') + text + (index === members.length - 1 ? ';' : ''),
        source,
      })),
    ),
  );
  const list = fc.array(element, { minLength: 1, maxLength: 3 }).map((elements) => elements.flat());

  test('is read as the very addresses it was made of', () => {
    fc.assert(
      fc.property(list, (members) => {
        const header = read(members.map(({ text }) => text).join(','));
        const expected = members.map(({ source }) =>
          keyOf(parseAddress(Buffer.from(source, 'latin1').toString())),
        );
        expect(header.kind === 'mailboxes' && header.mailboxes.map(({ address }) => keyOf(address))).toEqual(
          expected,
        );
      }),
      { numRuns: 1500 },
    );
  });

  test('is refused with anything left over after it', () => {
    const leftOver = fc.constantFrom(
      ',',
      ';',
      ':',
      '>',
      '<',
      '@',
      'x',
      '"',
      '(',
      ')',
      '[',
      ']',
      '\\',
      '<>',
      '"x"',
    );
    fc.assert(
      fc.property(list, leftOver, (members, rest) => {
        const text = `${members.map((member) => member.text).join(',')} ${rest}`;
        expect(read(text).kind).toBe('unreadable');
      }),
      { numRuns: 1000 },
    );
  });
});

function keyOf(address: Address | null): string | null {
  return address && addressKey(address);
}

test('the reader of the field alone refuses line ends that fold nothing', () => {
  const because = 'The From: field has a control character in it.';
  for (const value of ['u1@local.test\r\n', 'u1@local.test\n', 'a\r\nFrom: b@c.test', 'u1@local.test\r'])
    expect(read(value)).toEqual({ kind: 'unreadable', because });
});
