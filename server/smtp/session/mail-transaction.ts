import { formatAddress, type Address } from '../../contract/address.ts';
import type { MailFacts } from '../../contract/facts.ts';
import type { Reply } from '../../contract/reply.ts';
import type { Delivery, MessageEnvelope, PolicySnapshot } from '../../contract/services.ts';
import { judgeRecipient } from '../../policy/judge-recipient.ts';
import type { MailCommand, MessageSink, RcptCommand } from '../engine/session-handler.ts';
import { gatherRecipientFacts } from '../gather-facts.ts';
import { IncomingMailSink } from './incoming-mail-sink.ts';
import { storeReply } from './replies.ts';
import { deliveryKey, routeRecipient } from './route-recipient.ts';
import type { SessionContext } from './session-context.ts';
import { recordRefusal, recordVerdict } from './session-record.ts';
import { traceHeader } from './trace-header.ts';

/** From an accepted MAIL to the dot: one message, one snapshot of the policy. */
export class MailTransaction {
  readonly #context: SessionContext;
  readonly #command: MailCommand;
  readonly #snapshot: PolicySnapshot;
  readonly #facts: MailFacts;
  readonly #deliveries = new Map<string, Delivery>();

  constructor(context: SessionContext, command: MailCommand, snapshot: PolicySnapshot, facts: MailFacts) {
    this.#context = context;
    this.#command = command;
    this.#snapshot = snapshot;
    this.#facts = facts;
  }

  /** Null where the recipient is accepted. */
  async addRecipient({ recipient: named, dsn }: RcptCommand): Promise<Reply | null> {
    const { directory, settings } = this.#snapshot;
    const { services, recorder } = this.#context;
    const recipient = named === 'postmaster' ? this.#postmaster() : named;
    const facts = await gatherRecipientFacts(
      this.#facts,
      recipient,
      this.#command.localOnly,
      this.#snapshot,
      services,
    );
    const verdict = judgeRecipient(facts, settings.options);
    recordVerdict(recorder, verdict, this.#snapshot, `RCPT TO:<${formatAddress(recipient)}>`);
    if (verdict.refusal !== null) return verdict.refusal.reply;
    for (const delivery of routeRecipient(recipient, directory.destination(recipient), directory, dsn)) {
      const key = deliveryKey(delivery);
      if (!this.#deliveries.has(key)) this.#deliveries.set(key, delivery);
    }
    recorder.recipient(formatAddress(recipient));
    return null;
  }

  /** Somewhere to write the message to, or why it cannot be taken now. */
  async open(): Promise<MessageSink | Reply> {
    const { services, recorder } = this.#context;
    const envelope = this.#envelope();
    try {
      const message = await services.store.begin(envelope);
      return new IncomingMailSink(this.#context, message, {
        id: envelope.id,
        traceHeader: this.#traceHeader(envelope),
        facts: this.#facts,
        snapshot: this.#snapshot,
      });
    } catch (cause) {
      const reply = storeReply(cause);
      services.reportError('DATA', cause);
      recordRefusal(recorder, reply, 'Storage not available', 'The message could not be stored.');
      return reply;
    }
  }

  #envelope(): MessageEnvelope {
    const { services, clientIp, recorder } = this.#context;
    const { returnPath, smtpUtf8, body, dsnEnvelopeId, dsnReturn } = this.#command;
    return {
      id: services.messageId(),
      receivedAt: services.clock(),
      sessionId: recorder.id,
      clientIp,
      account: this.#facts.account?.address ?? null,
      returnPath,
      deliveries: [...this.#deliveries.values()],
      smtpUtf8,
      eightBit: body === '8BITMIME',
      dsnEnvelopeId,
      dsnReturn,
    };
  }

  #traceHeader({ id, receivedAt, returnPath, smtpUtf8, account }: MessageEnvelope): string {
    const { clientIp, greeting, tls } = this.#context;
    return traceHeader({
      returnPath,
      helo: greeting?.name ?? '',
      clientIp,
      hostname: this.#snapshot.settings.hostname,
      extended: greeting?.verb === 'EHLO',
      secured: tls !== null,
      authenticated: account !== null,
      smtpUtf8,
      messageId: id,
      receivedAt,
    });
  }

  /** RFC 5321 §4.5.1: every server takes mail for its postmaster, named without a domain. */
  #postmaster(): Address {
    const { directory, settings } = this.#snapshot;
    return { localPart: 'postmaster', domain: directory.firstLocalDomain ?? settings.hostname };
  }
}
