import type { Reply } from '../../contract/reply.ts';
import type { BodyDefect } from '../engine/session-handler.ts';
import { MESSAGE_TOO_LARGE_552 } from '../engine/replies.ts';
import { BARE_LINE_END_550, LINE_TOO_LONG_554, NUL_550 } from './replies.ts';

export interface DefectRefusal {
  readonly reply: Reply;
  readonly reason: string;
  readonly because: string;
}

const BARE_LINE_END: DefectRefusal = {
  reply: BARE_LINE_END_550,
  reason: 'Bare CR or LF',
  because: 'The message has a CR or LF that stands alone; two servers could read two messages in it.',
};

const REFUSALS: Readonly<Record<BodyDefect, DefectRefusal>> = {
  'too-large': {
    reply: MESSAGE_TOO_LARGE_552,
    reason: 'Message too large',
    because: 'The message is larger than this server takes.',
  },
  nul: { reply: NUL_550, reason: 'NUL in the message', because: 'The message has a NUL character.' },
  'bare-cr': BARE_LINE_END,
  'bare-lf': BARE_LINE_END,
  'line-too-long': {
    reply: LINE_TOO_LONG_554,
    reason: 'Line too long',
    because: 'A line of the message is longer than this server takes.',
  },
};

/** The order in which a message with several defects is told one. */
const ORDER: readonly BodyDefect[] = ['too-large', 'nul', 'bare-cr', 'bare-lf', 'line-too-long'];

/** Why the message cannot be taken, or null. On submission a lone CR or LF has been made a CRLF (RFC 6409 §8). */
export function refuseDefects(
  defects: ReadonlySet<BodyDefect>,
  listenerKind: 'smtp' | 'msa',
): DefectRefusal | null {
  const mended: readonly BodyDefect[] = listenerKind === 'msa' ? ['bare-cr', 'bare-lf'] : [];
  const found = ORDER.find((defect) => defects.has(defect) && !mended.includes(defect));
  return found === undefined ? null : REFUSALS[found];
}
