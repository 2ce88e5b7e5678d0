import { TRACE_HEADER_MAX_BYTES } from '../contract/message-store.ts';

const PADDING_NAME = 'X-Gatepost-Padding:';
const SHORTEST_PADDING = `${PADDING_NAME}\r\n`.length;
/** Of the lines that follow the name, CRLF included; what is left over still fits behind the name (RFC 5322 §2.1.1). */
const PADDING_LINE_LENGTH = 58;

const RETURN_PATH = /^Return-Path:.*\r\n(?:[ \t].*\r\n)*/i;

/** What stands in the file before the bytes that the sender sent. */
export interface MessageStart {
  readonly bytes: Uint8Array;
  /** Where the served bytes begin: at the trace header. */
  readonly bodyOffset: number;
  /** Where what is sent on begins: behind the `Return-Path:` (RFC 5321 §4.4). */
  readonly sentOffset: number;
}

/** Envelope line and trace header, one after the other. */
export function messageStart(envelopeHeader: Uint8Array, traceHeader: Uint8Array): MessageStart {
  return {
    bytes: Buffer.concat([envelopeHeader, traceHeader]),
    bodyOffset: envelopeHeader.length,
    sentOffset: envelopeHeader.length + returnPathBytes(traceHeader),
  };
}

/** The length of the `Return-Path:` that the bytes begin with; 0 where they begin with something else. */
export function returnPathBytes(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.subarray(0, TRACE_HEADER_MAX_BYTES)).toString('latin1');
  return RETURN_PATH.exec(text)?.[0].length ?? 0;
}

/** How much room a message needs at the start of its file while its trace header is not known yet. */
export function reservedBytes(envelopeHeader: Uint8Array): number {
  return envelopeHeader.length + SHORTEST_PADDING + TRACE_HEADER_MAX_BYTES;
}

/** The same in exactly `reservedBytes`: what the trace header does not need is a header field that says nothing. */
export function reservedMessageStart(envelopeHeader: Uint8Array, traceHeader: Uint8Array): MessageStart {
  const length = reservedBytes(envelopeHeader) - envelopeHeader.length - traceHeader.length;
  return messageStart(Buffer.concat([envelopeHeader, Buffer.from(padding(length))]), traceHeader);
}

/** A header field of so many bytes. No line of it is blank (RFC 5322 §3.2.2). */
function padding(length: number): string {
  const room = length - SHORTEST_PADDING;
  const line = `\r\n ${'.'.repeat(PADDING_LINE_LENGTH - 3)}`;
  const behindName = '.'.repeat(room % PADDING_LINE_LENGTH);
  return `${PADDING_NAME}${behindName}${line.repeat(Math.floor(room / PADDING_LINE_LENGTH))}\r\n`;
}
