import { expect, test } from 'vitest';
import { parseWords, withoutWord, withWord, writeWord } from '../../../renderer/state/log-words.ts';

const term = (field: Parameters<typeof writeWord>[0]['field'], value: string, isExcluded = false) => ({
  field,
  value,
  isExcluded,
});

test.each([
  ['nothing', '  ', []],
  ['a free word', 'anna', [term('any', 'anna')]],
  ['a field', 'ip:203.0.113.7', [term('ip', '203.0.113.7')]],
  ['a field in capitals', 'IP:203.0.113.7', [term('ip', '203.0.113.7')]],
  ['not this', '-from:a@b.example', [term('from', 'a@b.example', true)]],
  [
    'spaces within quotes',
    'reason:"Relaying denied" x',
    [term('reason', 'Relaying denied'), term('any', 'x')],
  ],
  ['a quote still open', 'reason:"Relaying den', [term('reason', 'Relaying den')]],
  ['a field still being typed', 'ip: -', []],
  ['an IPv6 address', 'ip:2001:db8::7', [term('ip', '2001:db8::7')]],
  ['an unknown field is a word like others', 'x:y', [term('any', 'x:y')]],
] as const)('%s', (_sentence, text, words) => {
  expect(parseWords(text)).toEqual(words);
});

test('what is written is read again', () => {
  const words = [
    term('ip', '2001:db8::7'),
    term('reason', 'AUTH on the SMTP port', true),
    term('any', 'x:y'),
  ];
  expect(parseWords(words.map(writeWord).join(' '))).toEqual(words);
});

test('only this takes the place of another one of its field and of its own contrary', () => {
  expect(withWord('from:a@x.example -ip:10.0.0.1 hello', term('from', 'b@x.example'))).toBe(
    '-ip:10.0.0.1 hello from:b@x.example',
  );
  expect(withWord('-ip:10.0.0.1', term('ip', '10.0.0.1'))).toBe('ip:10.0.0.1');
});

test('not this is added to others that are excluded', () => {
  expect(withWord('-ip:10.0.0.1', term('ip', '10.0.0.2', true))).toBe('-ip:10.0.0.1 -ip:10.0.0.2');
});

test('a chip removes its own word', () => {
  expect(withoutWord('a reason:"b c" d', 1)).toBe('a d');
});
