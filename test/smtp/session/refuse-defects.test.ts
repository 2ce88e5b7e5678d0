import { expect, test } from 'vitest';
import type { BodyDefect } from '../../../server/smtp/engine/session-handler.ts';
import { refuseDefects } from '../../../server/smtp/session/refuse-defects.ts';

const replyTo = (kind: 'smtp' | 'msa', ...defects: readonly BodyDefect[]): string | null => {
  const refusal = refuseDefects(new Set(defects), kind);
  return refusal && `${String(refusal.reply.code)} ${refusal.reply.enhanced}`;
};

test.each<[string, 'smtp' | 'msa', readonly BodyDefect[], string | null]>([
  ['a sound message passes', 'smtp', [], null],
  ['a bare CR from the world is refused', 'smtp', ['bare-cr'], '550 5.6.11'],
  ['a bare LF from the world is refused', 'smtp', ['bare-lf'], '550 5.6.11'],
  ['bare CR and LF on submission have been mended', 'msa', ['bare-cr', 'bare-lf'], null],
  ['NUL from the world is refused', 'smtp', ['nul'], '550 5.6.11'],
  ['NUL on submission is refused', 'msa', ['nul'], '550 5.6.11'],
  ['a message over the limit is refused', 'msa', ['too-large'], '552 5.3.4'],
  ['the size is told before what the rest has', 'smtp', ['bare-lf', 'nul', 'too-large'], '552 5.3.4'],
  ['a line without end is refused', 'smtp', ['line-too-long'], '554 5.6.0'],
])('%s', (_sentence, kind, defects, reply) => {
  expect(replyTo(kind, ...defects)).toBe(reply);
});
