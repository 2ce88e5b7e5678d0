import { formatAddress, parseAddress, type Address, type ReturnPath } from '../contract/address.ts';
import type { QueuedEnvelope } from '../contract/delivery-queue.ts';
import type { Delivery, MessageEnvelope } from '../contract/message-store.ts';

const FIELD_NAME = 'X-Gatepost-Envelope:';
/** RFC 5322 §2.1.1: lines should have no more than 78 characters, and must not have more than 998. */
const LINE_LENGTH = 78;
/** RFC 5321 §4.5.5. */
const NULL_RETURN_PATH = '<>';

/**
 * The envelope as JSON in ASCII: with it mailboxes can be rebuilt from the `.eml` files alone. Addresses as text,
 * times in milliseconds since 1970.
 */
export function envelopeJson(envelope: MessageEnvelope): string {
  const deliveries = envelope.deliveries.map(deliveryRecord);
  return asciiJson({ ...envelopeRecord(envelope), deliveries });
}

/** The same without the deliveries. */
export function messageJson(envelope: MessageEnvelope): string {
  return asciiJson(envelopeRecord(envelope));
}

/** Reads what `messageJson` wrote. */
export function readMessageJson(json: string): Omit<QueuedEnvelope, 'sizeBytes'> {
  // Nothing else writes this column.
  const { session, account, returnPath, ...same } = JSON.parse(json) as EnvelopeRecord;
  return {
    id: same.id,
    receivedAt: same.receivedAt,
    sessionId: session,
    account: account === null ? null : readAddress(account),
    returnPath: returnPath === NULL_RETURN_PATH ? null : readAddress(returnPath),
    smtpUtf8: same.smtpUtf8,
    eightBit: same.eightBit,
    dsnEnvelopeId: same.dsnEnvelopeId,
    dsnReturn: same.dsnReturn,
  };
}

/** Reads what `formatAddress` wrote. */
export function readAddress(text: string): Address {
  const address = parseAddress(text);
  if (address === null) throw new TypeError(`mail.db holds "${text}" where an address belongs`);
  return address;
}

/**
 * The header field that opens every `.eml` file: a JSON object, folded (RFC 5322 §2.2.3) only where JSON allows
 * white space, so that a reader joins the lines and parses.
 */
export function envelopeHeader(json: string): string {
  const lines: string[] = [];
  let line = `${FIELD_NAME} `;
  for (const [token] of json.matchAll(TOKEN)) {
    if (line.length + token.length > LINE_LENGTH) {
      lines.push(line);
      line = ' ';
    }
    line += token;
  }
  return [...lines, line, ''].join('\r\n');
}

/** The address, or `<>` for the null return-path. */
export function returnPathText(returnPath: ReturnPath): string {
  return returnPath === null ? NULL_RETURN_PATH : formatAddress(returnPath);
}

/** A scalar with the punctuation around it. The longest is one address, far below 998. */
const TOKEN = /[[{]*(?:"(?:[^"\\]|\\.)*"|[^"[\]{},:]+|(?<=\[)(?=\]))[\]}]*[:,]?/g;

interface EnvelopeRecord extends Pick<
  MessageEnvelope,
  'id' | 'receivedAt' | 'clientIp' | 'smtpUtf8' | 'eightBit' | 'dsnEnvelopeId' | 'dsnReturn'
> {
  readonly version: 1;
  readonly session: string;
  readonly account: string | null;
  readonly returnPath: string;
}

function envelopeRecord(envelope: MessageEnvelope): EnvelopeRecord {
  return {
    version: 1,
    id: envelope.id,
    receivedAt: envelope.receivedAt,
    session: envelope.sessionId,
    clientIp: envelope.clientIp,
    account: envelope.account && formatAddress(envelope.account),
    returnPath: returnPathText(envelope.returnPath),
    smtpUtf8: envelope.smtpUtf8,
    eightBit: envelope.eightBit,
    dsnEnvelopeId: envelope.dsnEnvelopeId,
    dsnReturn: envelope.dsnReturn,
  };
}

function deliveryRecord(delivery: Delivery): object {
  return { ...delivery, recipient: formatAddress(delivery.recipient) };
}

function asciiJson(value: object): string {
  return JSON.stringify(value).replace(/[\u007f-\uffff]/g, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
