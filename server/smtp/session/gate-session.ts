import type { Account } from '../../contract/directory.ts';
import type { SendingTransaction } from '../../guard/sending-ledger.ts';
import { formatAddress, formatReturnPath } from '../../contract/address.ts';
import type { Reply } from '../../contract/reply.ts';
import type { TranscriptLine } from '../../contract/session-log.ts';
import { judgeMail } from '../../policy/judge-mail.ts';
import { admit } from './admit.ts';
import { authOffer, judgeAuthAttempt, type AuthOffer } from './auth-gate.ts';
import { carryOutAccountEffects, carryOutEffects } from './carry-out-effects.ts';
import type {
  Credentials,
  EtrnCommand,
  MailCommand,
  MessageSink,
  RcptCommand,
  SessionHandler,
  SignInAnswer,
  TlsFact,
} from '../engine/session-handler.ts';
import { gatherMailFacts, type SessionStanding } from '../gather-facts.ts';
import { MailTransaction } from './mail-transaction.ts';
import { SIGN_IN_UNAVAILABLE_454, UNAVAILABLE_451 } from './replies.ts';
import type { SessionContext, SessionListener } from './session-context.ts';
import { recordRefusal, recordVerdict } from './session-record.ts';
import type { SessionServices } from './session-services.ts';
import { signIn } from './sign-in.ts';
import { somebodyMayAsk, startGatewayQueue } from './start-gateway-queue.ts';

/** One connection to a listener: what the engine asks, answered by the policy in force. */
export class GateSession implements SessionHandler {
  readonly sessionId: string;
  #context: SessionContext;
  #account: Account | null = null;
  #transaction: MailTransaction | null = null;
  /** The place of the message under way in the ledger of its account. */
  #sending: SendingTransaction | null = null;
  #release: () => void = () => undefined;

  constructor(listener: SessionListener, clientIp: string, services: SessionServices) {
    const recorder = services.log.open({
      listener: listener.name,
      listenerKind: listener.kind,
      port: listener.port,
      ip: clientIp,
    });
    this.sessionId = recorder.id;
    this.#context = {
      services,
      recorder,
      listener,
      clientIp,
      greeting: null,
      tls: null,
      received: { bytes: 0 },
    };
  }

  connected(): Promise<Reply | null> {
    return this.#step('connect', () => {
      const admission = admit(this.#context);
      if (admission.kind === 'refused') return admission.reply;
      this.#release = admission.release;
      return null;
    });
  }

  greeted(verb: 'EHLO' | 'HELO', name: string): void {
    this.#context = { ...this.#context, greeting: { verb, name } };
    this.#context.recorder.update({ helo: name });
  }

  secured(tls: TlsFact): void {
    this.#context = { ...this.#context, greeting: null, tls };
    this.#account = null;
    this.#transaction = null;
    this.#context.recorder.update({ tls: tls.protocol, helo: null, account: null });
  }

  authOffer(): AuthOffer {
    return authOffer(this.#context, this.#context.services.policy());
  }

  authAttempted(): Reply | null {
    return judgeAuthAttempt(this.#context, this.#standing(), this.#context.services.policy());
  }

  async signIn(credentials: Credentials): Promise<SignInAnswer> {
    const outcome = await this.#step(
      'AUTH',
      () => signIn(this.#context, credentials),
      SIGN_IN_UNAVAILABLE_454,
    );
    if (!('kind' in outcome)) return { signedIn: false, reply: outcome };
    if (outcome.kind === 'refused') return { signedIn: false, reply: outcome.reply };
    this.#account = outcome.account;
    this.#context.recorder.update({ account: formatAddress(outcome.account.address) });
    return { signedIn: true, reply: outcome.reply };
  }

  mail(command: MailCommand): Promise<Reply | null> {
    return this.#step('MAIL', async () => {
      const { services, recorder } = this.#context;
      const snapshot = services.policy();
      const sender = formatReturnPath(command.returnPath);
      recorder.update({ sender: command.returnPath === null ? '<>' : formatAddress(command.returnPath) });
      const sending = this.#beginSending();
      const facts = await gatherMailFacts(this.#standing(), command.returnPath, sending, snapshot, services);
      const verdict = judgeMail(facts, snapshot.settings.options);
      recordVerdict(recorder, verdict, snapshot, `MAIL FROM:${sender}`, { stage: 'mail', facts });
      carryOutEffects(verdict, this.#context);
      if (verdict.refusal !== null) sending?.release();
      await carryOutAccountEffects(verdict, this.#context);
      if (verdict.refusal !== null) return verdict.refusal.reply;
      this.#transaction = new MailTransaction(this.#context, command, snapshot, facts, sending);
      return null;
    });
  }

  rcpt(command: RcptCommand): Promise<Reply | null> {
    return this.#inTransaction('RCPT', (transaction) => transaction.addRecipient(command));
  }

  data(): Promise<MessageSink | Reply> {
    return this.#inTransaction('DATA', (transaction) => transaction.open());
  }

  mayAskOthers(): boolean {
    const { domainSharing, policy } = this.#context.services;
    const { gateways } = policy().directory;
    return domainSharing.isSetUp || gateways.some(({ recipientCheck }) => recipientCheck === 'ask-server');
  }

  /** Where nobody can sign in, nobody can ask either. */
  offersEtrn(): boolean {
    const { directory } = this.#context.services.policy();
    return somebodyMayAsk(directory.gateways) && this.authOffer() !== 'hidden';
  }

  etrn(command: EtrnCommand): Promise<Reply> {
    return this.#step('ETRN', () => startGatewayQueue(this.#context, this.#account, command));
  }

  transactionReset(): void {
    this.#sending?.release();
    this.#transaction = null;
  }

  transcript(from: TranscriptLine['from'], text: string): void {
    this.#context.recorder.line(from, text);
  }

  refusedByEngine(reply: Reply, because: string): void {
    recordRefusal(this.#context.recorder, reply, 'Protocol', because);
  }

  closed(): void {
    this.#sending?.release();
    this.#release();
    this.#context.recorder.close();
  }

  #beginSending(): SendingTransaction | null {
    this.#sending?.release();
    this.#sending = this.#account && this.#context.services.sending.begin(this.#account.id);
    return this.#sending;
  }

  #standing(): SessionStanding {
    const { listener, clientIp } = this.#context;
    return {
      listenerKind: listener.kind,
      ip: clientIp,
      account: this.#account,
      authAvailable: this.authOffer() !== 'hidden',
    };
  }

  #inTransaction<T>(step: string, run: (transaction: MailTransaction) => T | Promise<T>): Promise<T | Reply> {
    return this.#step(step, () => {
      if (this.#transaction === null) throw new Error(`${step} outside a mail transaction`);
      return run(this.#transaction);
    });
  }

  /** What fails inside is "not now" for the client, and a cause in the error log (RFC 5321 §4.2.1). */
  async #step<T>(step: string, run: () => T | Promise<T>, reply = UNAVAILABLE_451): Promise<T | Reply> {
    const { services, recorder } = this.#context;
    try {
      return await run();
    } catch (cause) {
      services.reportError(step, cause);
      recordRefusal(recorder, reply, 'Server error', `${step} failed inside the server.`);
      return reply;
    }
  }
}
