import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CanonicalBody, type BodyForm } from '../../server/authenticity/canonical-body.ts';

/** RFC 6376 §3.4.3 and §3.4.4, word by word, on the whole text. */
function canonical(body: string, form: BodyForm): string {
  if (form === 'simple') return `${body.replace(/(?:\r\n)+$/, '')}\r\n`;
  const reduced = body.replace(/[ \t]+/g, ' ').replace(/ (?=\r\n|$)/g, '');
  const ended = reduced.replace(/(?:\r\n)+$/, '');
  return ended === '' ? '' : `${ended}\r\n`;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('base64');
}

function hashed(form: BodyForm, chunks: readonly string[], limits: readonly (number | null)[] = [null]) {
  const body = new CanonicalBody(form, limits);
  for (const chunk of chunks) body.push(Buffer.from(chunk, 'latin1'));
  return body.finish();
}

describe.each(['simple', 'relaxed'] as const)('the %s form of a body', (form) => {
  test.each([
    ['is that of nothing', ''],
    ['is that of an empty line', '\r\n'],
    ['is that of blanks alone', ' \t \r\n\t\r\n'],
    ['is that of text', 'Hello\r\n'],
    ['is that of text without an end', 'Hello'],
    ['is that of blanks within and behind', 'a \t b \r\n\tc\r\n \r\n\r\n'],
    ['is that of a blank at the very end', 'a '],
    ['is that of lone CRs', 'a\r\rb\r \r\r\n\r'],
    ['is that of lone LFs', 'a\n\nb \n'],
    ['is that of many empty lines within', `a${'\r\n'.repeat(5000)}b\r\n`],
    ['is that of many empty lines at the end', `a${'\r\n'.repeat(5000)}`],
  ])('%s', (_what, body) => {
    const expected = canonical(body, form);
    const result = [
      { hash: hashOf(expected), hashedBytes: expected.length, canonicalBytes: expected.length },
    ];
    expect(hashed(form, [body])).toEqual(result);
    expect(hashed(form, body.split(''))).toEqual(result);
  });

  test('is the same wherever the chunks are cut, whole and up to any length', () => {
    const piece = fc.constantFrom('a', ' ', '\t', '\r\n', '\r\n', '\r', '\n', 'word', '  ');
    fc.assert(
      fc.property(
        fc.array(fc.array(piece, { maxLength: 8 }), { maxLength: 8 }),
        fc.nat(20),
        (pieces, limit) => {
          const chunks = pieces.map((parts) => parts.join(''));
          const expected = canonical(chunks.join(''), form);
          const part = expected.slice(0, limit);
          const canonicalBytes = expected.length;
          expect(hashed(form, chunks, [null, limit])).toEqual([
            { hash: hashOf(expected), hashedBytes: canonicalBytes, canonicalBytes },
            { hash: hashOf(part), hashedBytes: part.length, canonicalBytes },
          ]);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

test('the hashes of nothing are those of RFC 6376', () => {
  expect(hashed('simple', [])[0]?.hash).toBe('frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=');
  expect(hashed('relaxed', [])[0]?.hash).toBe('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
});
