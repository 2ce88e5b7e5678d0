import { expect, test } from 'vitest';
import { headerWords } from '../../../server/delivery/report/header-words.ts';

test.each([
  ['as they are', 'Subject: hello there', 'hello there'],
  ['whatever the case of the name', 'SUBJECT:hello', 'hello'],
  ['in UTF-8', 'Subject: Grüße', 'Grüße'],
  ['over two lines', 'Subject: hello\r\n there', 'hello there'],
  ['in quoted-printable', 'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_an_alle?=', 'Grüße an alle'],
  ['in base64', 'Subject: =?UTF-8?B?R3LDvMOfZQ==?= an alle', 'Grüße an alle'],
  ['in Latin-1', 'Subject: =?iso-8859-1?q?Gr=FC=DFe?=', 'Grüße'],
  ['in two encoded words', 'Subject: =?utf-8?q?Gr=C3=BC?=\r\n =?utf-8?q?=C3=9Fe?=', 'Grüße'],
  ['in no charset that is known', 'Subject: =?x-none?q?abc?=', '=?x-none?q?abc?='],
  ['with control characters', 'Subject: =?utf-8?q?a=0D=0A=1Bb?=', 'a b'],
  ['of the first field of that name', 'Subject: one\r\nSubject: two', 'one'],
])('words %s', (_how, field, words) => {
  expect(headerWords(Buffer.from(`From: a@b\r\n${field}\r\nTo: c@d\r\n`), 'Subject')).toBe(words);
});

test('no field, no words', () => {
  expect(headerWords(Buffer.from('X-Subject: a\r\n'), 'Subject')).toBeNull();
});
