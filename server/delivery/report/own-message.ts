import { formatAddress, type Address } from '../../contract/address.ts';
import type { MessageObserver } from '../../contract/authenticity.ts';
import type { OwnMessage } from '../../contract/delivery-queue.ts';
import type { Delivery } from '../../contract/message-store.ts';
import { isAscii } from './status-field.ts';

export interface OwnLetter {
  readonly id: string;
  readonly at: number;
  /** Where the administrator looks for what it is about; empty where no session caused it. */
  readonly sessionId: string;
  readonly to: Address;
  /** At least one. */
  readonly deliveries: readonly Delivery[];
  /** Header and body, CRLF at each line's end. */
  readonly content: Buffer;
  readonly eightBit: boolean;
  /** Takes the message as it is sent and answers its DKIM-Signature fields; null where nothing is signed. */
  readonly signer: MessageObserver<string> | null;
}

/**
 * A message that the server itself writes, as the queue stores it. Its return-path is `<>`, so that no report and no
 * answering machine ever answers it (RFC 5321 §4.5.5).
 */
export async function ownMessage(letter: OwnLetter): Promise<OwnMessage> {
  const { id, at, sessionId, to, deliveries, content, eightBit, signer } = letter;
  await signer?.write(content);
  const signature = (await signer?.finish()) ?? '';
  return {
    envelope: {
      id,
      receivedAt: at,
      sessionId,
      clientIp: '127.0.0.1',
      account: null,
      returnPath: null,
      deliveries,
      smtpUtf8: !isAscii(formatAddress(to)),
      eightBit,
      dsnEnvelopeId: null,
      dsnReturn: null,
    },
    content: Buffer.concat([Buffer.from(`Return-Path: <>\r\n${signature}`), content]),
  };
}
