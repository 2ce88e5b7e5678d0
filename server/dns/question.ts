import {
  AUTHENTIC_DATA,
  decode,
  DNSSEC_OK,
  encode,
  RECURSION_DESIRED,
  type DecodedPacket,
  type RecordType,
} from 'dns-packet';
import { nameFromAnswer } from './dns-name.ts';

export interface Question {
  /** Random for every try (RFC 5452 §9). */
  readonly id: number;
  /** Canonical; the empty string is the root. */
  readonly name: string;
  readonly type: RecordType;
  /** Asks for DNSSEC's verdict: DO and AD (RFC 4035 §4.9.1, RFC 6840 §5.7). */
  readonly wantsVerdict: boolean;
  /** Very old servers know no EDNS and answer FORMERR (RFC 6891 §7). */
  readonly useEdns: boolean;
}

/** What passes every path without fragments: DNS Flag Day 2020. */
const UDP_PAYLOAD_BYTES = 1232;

export function encodeQuestion(question: Question): Buffer {
  const { id, name, type, wantsVerdict, useEdns } = question;
  return encode({
    type: 'query',
    id,
    flags: RECURSION_DESIRED | (wantsVerdict ? AUTHENTIC_DATA : 0),
    questions: [{ name: name === '' ? '.' : name, type, class: 'IN' }],
    additionals: useEdns
      ? [
          {
            type: 'OPT',
            name: '.',
            udpPayloadSize: UDP_PAYLOAD_BYTES,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: wantsVerdict ? DNSSEC_OK : 0,
            flag_do: wantsVerdict,
            options: [],
          },
        ]
      : [],
  });
}

/** The packet, if it answers just this question (RFC 5452 §9.1); null for anything else that arrives. */
export function decodeAnswerTo(question: Question, bytes: Buffer): DecodedPacket | null {
  const packet = decodeOrNull(bytes);
  if (!packet?.flag_qr || packet.id !== question.id) return null;
  const [asked, ...more] = packet.questions ?? [];
  if (asked === undefined || more.length > 0) return null;
  return nameFromAnswer(asked.name) === question.name && asked.type === question.type ? packet : null;
}

function decodeOrNull(bytes: Buffer): DecodedPacket | null {
  try {
    return decode(bytes);
  } catch {
    return null; // bytes that are no DNS message
  }
}

/** RFC 1035 §4.1.1. */
export const NOERROR = 0;
export const FORMERR = 1;
export const NXDOMAIN = 3;
export const NOTIMP = 4;
const NAMES = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

export function responseCodeOf(packet: DecodedPacket): number {
  return (packet.flags ?? 0) & 0xf;
}

export function responseCodeName(code: number): string {
  return NAMES[code] ?? `response code ${String(code)}`;
}
