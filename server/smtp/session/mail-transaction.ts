import { formatAddress, type Address } from '../../contract/address.ts';
import type { MailFacts, RecipientFacts } from '../../contract/facts.ts';
import type { Reply } from '../../contract/reply.ts';
import type { PolicySnapshot } from '../../contract/directory-view.ts';
import type { Delivery, MessageEnvelope } from '../../contract/message-store.ts';
import type { RecipientPlace, SendingTransaction } from '../../guard/sending-ledger.ts';
import { judgeRecipient } from '../../policy/judge-recipient.ts';
import type { MailCommand, MessageSink, RcptCommand } from '../engine/session-handler.ts';
import { carryOutAccountEffects } from './carry-out-effects.ts';
import { gatherRecipientFacts } from '../gather-facts.ts';
import { IncomingMailSink } from './incoming-mail-sink.ts';
import { storeReply } from './replies.ts';
import { deliveryKey, routeRecipient } from './route-recipient.ts';
import type { SessionContext } from './session-context.ts';
import type { DeliveredRecipient } from './session-services.ts';
import { recordRefusal, recordVerdict } from './session-record.ts';
import { traceHeader, type Trace } from './trace-header.ts';

/** From an accepted MAIL to the dot: one message, one snapshot of the policy. */
export class MailTransaction {
  readonly #context: SessionContext;
  readonly #command: MailCommand;
  readonly #snapshot: PolicySnapshot;
  readonly #facts: MailFacts;
  readonly #sending: SendingTransaction | null;
  readonly #deliveries = new Map<string, Delivery>();
  readonly #destinations: RecipientFacts['destination'][] = [];
  readonly #toReport: DeliveredRecipient[] = [];

  constructor(
    context: SessionContext,
    command: MailCommand,
    snapshot: PolicySnapshot,
    facts: MailFacts,
    sending: SendingTransaction | null,
  ) {
    this.#context = context;
    this.#command = command;
    this.#snapshot = snapshot;
    this.#facts = facts;
    this.#sending = sending;
  }

  /** Null where the recipient is accepted. */
  async addRecipient({ recipient: named, dsn }: RcptCommand): Promise<Reply | null> {
    const { directory } = this.#snapshot;
    const recipient = named === 'postmaster' ? this.#postmaster() : named;
    const destination = directory.destination(recipient);
    const place = this.#sending?.addRecipient(recipient, destination.kind === 'remote') ?? null;
    let isAccepted = false;
    try {
      const refusal = await this.#judgeRecipient(recipient, place);
      if (refusal !== null) return refusal;
      isAccepted = true;
    } finally {
      if (!isAccepted) place?.giveBack();
    }
    this.#destinations.push(destination.kind);
    const sharesDomains = this.#facts.domainSharing.kind !== 'not-set-up';
    const deliveries = routeRecipient(recipient, destination, directory, dsn, sharesDomains);
    // What leads on is reported by who delivers it.
    const isFinal = deliveries.every(({ kind }) => kind === 'mailbox');
    if (isFinal && dsn.notify.includes('SUCCESS')) this.#toReport.push({ recipient, dsn });
    for (const delivery of deliveries) {
      const key = deliveryKey(delivery);
      if (!this.#deliveries.has(key)) this.#deliveries.set(key, delivery);
    }
    this.#context.recorder.recipient(formatAddress(recipient));
    return null;
  }

  async #judgeRecipient(recipient: Address, place: RecipientPlace | null): Promise<Reply | null> {
    const { services, recorder } = this.#context;
    const facts = await gatherRecipientFacts(
      this.#facts,
      recipient,
      place,
      this.#command.localOnly,
      this.#snapshot,
      services,
    );
    const verdict = judgeRecipient(facts, this.#snapshot.settings.options);
    const subject = `RCPT TO:<${formatAddress(recipient)}>`;
    recordVerdict(recorder, verdict, this.#snapshot, subject, { stage: 'rcpt', facts });
    await carryOutAccountEffects(verdict, this.#context);
    return verdict.refusal?.reply ?? null;
  }

  /** Somewhere to write the message to, or why it cannot be taken now. */
  async open(): Promise<MessageSink | Reply> {
    const { services, recorder } = this.#context;
    const envelope = this.#envelope();
    try {
      const message = await services.store.begin(envelope);
      return new IncomingMailSink(this.#context, message, {
        id: envelope.id,
        receivedAt: envelope.receivedAt,
        facts: this.#facts,
        destinations: this.#destinations,
        traceHeader: (added) => traceHeader(this.#trace(envelope), added),
        snapshot: this.#snapshot,
        onStored: () => {
          this.#sending?.commit();
          // RFC 5321 §4.5.5: nobody is told of what had no sender.
          if (envelope.returnPath !== null && this.#toReport.length > 0)
            services.tellDelivered(envelope, this.#toReport);
        },
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

  #trace({ id, receivedAt, returnPath, smtpUtf8, account }: MessageEnvelope): Trace {
    const { clientIp, greeting, tls } = this.#context;
    return {
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
    };
  }

  /** RFC 5321 §4.5.1: every server takes mail for its postmaster, named without a domain. */
  #postmaster(): Address {
    const { directory, settings } = this.#snapshot;
    return { localPart: 'postmaster', domain: directory.firstLocalDomain ?? settings.hostname };
  }
}
