import { formatAddress, type ReturnPath } from '../contract/address.ts';
import type { Delivery, MessageEnvelope } from '../contract/services.ts';

const FIELD_NAME = 'X-Gatepost-Envelope:';
/** RFC 5322 §2.1.1: lines should have no more than 78 characters, and must not have more than 998. */
const LINE_LENGTH = 78;

/**
 * The envelope as JSON in ASCII: with it mailboxes can be rebuilt from the `.eml` files alone. Addresses as text,
 * times in milliseconds since 1970.
 */
export function envelopeJson(envelope: MessageEnvelope): string {
  return JSON.stringify(envelopeRecord(envelope)).replace(/[\u007f-\uffff]/g, escapeCharacter);
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
  return returnPath === null ? '<>' : formatAddress(returnPath);
}

/** A scalar with the punctuation around it. The longest is one address, far below 998. */
const TOKEN = /[[{]*(?:"(?:[^"\\]|\\.)*"|[^"[\]{},:]+|(?<=\[)(?=\]))[\]}]*[:,]?/g;

function envelopeRecord(envelope: MessageEnvelope): object {
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
    deliveries: envelope.deliveries.map(deliveryRecord),
  };
}

function deliveryRecord(delivery: Delivery): object {
  return { ...delivery, recipient: formatAddress(delivery.recipient) };
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
