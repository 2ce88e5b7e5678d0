import { accepted, from, message, refused, utf8, type FromCase } from '../from-case.ts';

const U1 = ['u1@local.test'];
const OWN = 'From: u1@local.test';
const OTHER = 'From: ceo@local.test';
const NO_FIELD = 'The header block has a line that is no header field.';
const REPEATED = 'The header block has more than one From: field.';
const CUT_NAME = 'The name From is cut from its colon by a line end.';
const BARE_CR = 'The header block has a carriage return without a line feed.';
const BARE_LF = 'The header block has a line feed without a carriage return.';
const NUL = 'The header block has a NUL byte.';
const SEPARATOR =
  'Another header field has a From: behind a control character that some mail programs take for a line end.';
const TOO_LARGE = 'The header block is larger than 256 KiB.';

/** Lines of other fields, `bytes` long in all. */
function filler(bytes: number): string[] {
  const lines = Array.from({ length: Math.floor(bytes / 80) - 1 }, () => `X-Filler: ${'x'.repeat(68)}`);
  const rest = bytes - lines.length * 80;
  return [...lines, `X-Filler: ${'x'.repeat(rest - 12)}`];
}

/** Header lines of exactly `bytes` bytes, line ends included, with the From field last. */
function block(bytes: number): string {
  return [...filler(bytes - OWN.length - 2), OWN, '', 'Body', ''].join('\r\n');
}

/** RFC 5322 §2.2, §3.5, §3.6 and §4.5: exactly one From field, in a block that every reader cuts alike. */
export const HEADER_BLOCK_CASES: readonly FromCase[] = [
  accepted('an ordinary message', message(OWN), U1),
  accepted('From is the last field', 'To: u2@local.test\r\nFrom: u1@local.test\r\n\r\nHi\r\n', U1),
  accepted('field names fold case', message('fROM: u1@local.test'), U1),
  accepted('no blank after the colon', message('From:u1@local.test'), U1),
  accepted('a tab after the colon', message('From:\tu1@local.test'), U1),
  accepted('a blank before the colon is the obsolete form', message('From : u1@local.test'), U1),
  accepted('a tab before the colon is the obsolete form', message('From\t: u1@local.test'), U1),
  accepted('many blanks before the colon', message('From \t \t  : u1@local.test'), U1),
  accepted('the header is all there is, with its empty line', 'From: u1@local.test\r\n\r\n', U1),
  accepted(
    'a message may have no body and no empty line',
    'From: u1@local.test\r\nTo: u2@local.test\r\n',
    U1,
  ),
  accepted('the last line may end with the message', 'To: u2@local.test\r\nFrom: u1@local.test', U1),
  accepted('a From line in the body is text', `${message(OWN)}${OTHER}\r\n`, U1),
  accepted('the first line of the body is text', `${OWN}\r\n\r\n${OTHER}\r\n`, U1),
  accepted('NUL and bare line ends in the body are not the header', `${OWN}\r\n\r\n\0a\rb\nc`, U1),
  accepted('Sender: is not judged', message('Sender: ceo@local.test', OWN), U1),
  accepted('Resent-From: is not judged', message('Resent-From: ceo@local.test', OWN), U1),
  accepted('Reply-To: is not judged', message(OWN, 'Reply-To: ceo@local.test'), U1),
  accepted('a longer name is another field', message('From-Address: ceo@local.test', OWN), U1),
  accepted('a shorter name is another field', message('Fro: ceo@local.test', OWN), U1),
  accepted('X-From: is another field', message('X-From: ceo@local.test', OWN), U1),
  accepted(
    'a From in the continuation of another field belongs to it',
    message('X-Note: a', ` ${OTHER}`, OWN),
    U1,
  ),
  accepted('a line of blanks continues another field', message('X-Note: a', ' ', OWN), U1),
  accepted('8-bit text in another field', message('X-Note: caf\xe9', OWN), U1),
  accepted('a colon may follow a name of signs', message('X-$%&=!: a', OWN), U1),
  accepted('a header block of exactly 256 KiB', block(262_144), U1),

  refused('two From fields', message(OWN, OTHER), REPEATED),
  refused('the own one last', message(OTHER, OWN), REPEATED),
  refused('repeated even if identical', message(OWN, OWN), REPEATED),
  refused('repeated in another case', message(OWN, 'FROM: ceo@local.test'), REPEATED),
  refused('the obsolete form counts as a second one', message(OWN, 'From : ceo@local.test'), REPEATED),
  refused('so does the form with a tab', message('From\t: ceo@local.test', OWN), REPEATED),
  refused('repeated far apart', message(OWN, ...filler(100_000), OTHER), REPEATED),
  refused('an empty second one', message(OWN, 'From:'), REPEATED),
  refused('a second one at the very end', 'From: u1@local.test\r\nFrom: ceo@local.test', REPEATED),
  refused('no From field', 'To: u2@local.test\r\n\r\nHi\r\n', 'None of the 1 header fields is From:.'),
  refused(
    'no header at all',
    '\r\nFrom: u1@local.test\r\n\r\nHi\r\n',
    'None of the 0 header fields is From:.',
  ),
  refused('nothing at all', '', 'None of the 0 header fields is From:.'),
  refused(
    'Sender: does not stand in',
    message('Sender: u1@local.test'),
    'None of the 3 header fields is From:.',
  ),
  refused(
    'From after the empty line',
    `Subject: a\r\n\r\n${OWN}\r\n`,
    'None of the 1 header fields is From:.',
  ),

  refused('a name folded before its colon', message('From', ' : ceo@local.test', OWN), CUT_NAME),
  refused('folded behind a blank', message('From ', '\t: ceo@local.test', OWN), CUT_NAME),
  refused('a lone From', message('From', OWN), CUT_NAME),
  refused('a lone From at the end', 'To: u2@local.test\r\nFrom', CUT_NAME),
  refused('a name folded in its middle', message('Fr', ' om: ceo@local.test', OWN), NO_FIELD),
  refused('another name folded before its colon', message('X-Note', ' : a', OWN), NO_FIELD),
  refused('an mbox line', message('From ceo@local.test Mon Nov 24 03:31:00 2026', OWN), NO_FIELD),
  refused('a quoted mbox line', message('>From ceo@local.test Mon Nov 24 03:31:00 2026', OWN), NO_FIELD),
  refused('a first line that continues nothing', message(' From: ceo@local.test', OWN), NO_FIELD),
  refused('a first line of blanks', message(' ', OWN), NO_FIELD),
  refused('a line without a colon', message(OWN, 'hello'), NO_FIELD),
  refused('a line of text before From', message('hello there', OTHER, OWN), NO_FIELD),
  refused('a colon without a name', message(OWN, ': ceo@local.test'), NO_FIELD),
  refused('words before the colon', message('From me: ceo@local.test', OWN), NO_FIELD),
  refused('a NUL in the name', message('Fr\0om: ceo@local.test', OWN), NUL),
  refused('a NUL behind the name', message('From\0: ceo@local.test', OWN), NUL),
  refused('a NUL that cuts the address', from('u1@local.test\0.other.test'), NUL),
  refused('a NUL in another field', message('X-Note: a\0', OWN), NUL),
  refused('a vertical tab behind the name', message('From\x0b: ceo@local.test', OWN), NO_FIELD),
  refused('a backspace in the name', message('Frox\bm: ceo@local.test', OWN), NO_FIELD),
  refused('a delete in the name', message('From\x7f: ceo@local.test', OWN), NO_FIELD),
  refused('a no-break space behind the name', message('From\xa0: ceo@local.test', OWN), NO_FIELD),
  refused('a zero-width space in the name', message(utf8('Fr\u200bom: ceo@local.test'), OWN), NO_FIELD),
  refused(
    'a byte order mark before the first field',
    message(utf8('\ufeffFrom: ceo@local.test'), OWN),
    NO_FIELD,
  ),
  refused('full-width letters in the name', message(utf8('\uff26rom: ceo@local.test'), OWN), NO_FIELD),
  refused('a Cyrillic o in the name', message(utf8('Fr\u043em: ceo@local.test'), OWN), NO_FIELD),
  refused('a full-width colon', message(utf8('From\uff1a ceo@local.test'), OWN), NO_FIELD),

  refused('a bare LF ends a line for some', message('X-Note: a\nFrom: ceo@local.test', OWN), BARE_LF),
  refused('a bare CR ends a line for some', message('X-Note: a\rFrom: ceo@local.test', OWN), BARE_CR),
  refused('a bare LF in the From field', from('u1@local.test\n ,ceo@local.test'), BARE_LF),
  refused('a bare CR in the From field', from('u1@local.test\r ,ceo@local.test'), BARE_CR),
  refused('CR CR LF', message('X-Note: a\r', OWN), BARE_CR),
  refused('an empty line of a bare LF', `Subject: a\r\n\n${OWN}\r\n\r\n`, BARE_LF),
  refused('an empty line of a bare CR', `Subject: a\r\n\r${OWN}\r\n\r\n`, BARE_CR),
  refused('a CR at the very end', 'From: u1@local.test\r', BARE_CR),
  refused('a whole message with LF line ends', 'From: u1@local.test\nTo: u2@local.test\n\nHi\n', BARE_LF),
  ...['\x0b', '\x0c', '\x1c', '\x1d', '\x1e'].map((separator) =>
    refused(
      `a From behind the control ${JSON.stringify(separator)}, which splits lines for some`,
      message(`X-Note: a${separator}fROM \t: ceo@local.test`, OWN),
      SEPARATOR,
    ),
  ),
  refused(
    'a From behind one on a folded line',
    message('X-Note: a', ' b\x0bFrom: ceo@local.test', OWN),
    SEPARATOR,
  ),
  refused('a From behind two', message('X-Note: a\x0bFr\x0cFrom: ceo@local.test', OWN), SEPARATOR),
  accepted('a vertical tab in a title, as slides have it', message('Subject: One\x0bTwo', OWN), U1),
  accepted('a word that starts like From behind one', message('X-Note: a\x0bFrome: b', OWN), U1),
  accepted('a From with text before its colon behind one', message('X-Note: a\x0bFrom b: c', OWN), U1),
  accepted('a From later on that line', message('X-Note: a\x0bb From: c', OWN), U1),
  accepted('a From on the line after one', message('X-Note: a\x0b', OWN), U1),
  accepted('a From folded behind one', message('X-Note: a\x0bFrom', ' : b', OWN), U1),

  refused('a header block of one byte over 256 KiB', block(262_145), TOO_LARGE),
  refused('From after a megabyte of other fields', message(...filler(1_048_576), OWN), TOO_LARGE),
  refused('a megabyte of other fields after From', message(OWN, ...filler(1_048_576)), TOO_LARGE),
  refused('one endless line', `X-Note: ${'x'.repeat(300_000)}`, TOO_LARGE),
  refused('an endless From field', from(`u1@local.test ${'(x) '.repeat(70_000)}`), TOO_LARGE),
];
