import { formatAddress } from '../../contract/address.ts';
import type { Account } from '../../contract/directory.ts';
import { createNetworkTable } from '../../contract/network-table.ts';
import type { SessionRecorder } from '../../contract/session-recorder.ts';
import type { TranscriptLine } from '../../contract/session-log.ts';
import { checkCredentials } from '../../guard/check-credentials.ts';
import { UNAVAILABLE } from '../engine/refusals.ts';
import type { Refusal } from '../engine/response.ts';
import type { Credentials, SessionHandler, SignInAnswer, TlsFact } from '../engine/session-handler.ts';
import { admit } from './admit.ts';
import { OpenedMailbox } from './opened-mailbox.ts';
import { BAD_CREDENTIALS, IN_USE, SIGN_IN_BUSY } from './refusals.ts';
import { recordRefusal } from './session-record.ts';
import type { Pop3Services } from './session-services.ts';

/** The listener that a session came in by. */
export interface SessionListener {
  readonly name: string;
  /** The port that it really listens on. */
  readonly port: number;
}

/** One connection to a POP3 listener: what the engine asks, answered by accounts, guards and mailboxes. */
export class Pop3Session implements SessionHandler {
  readonly sessionId: string;
  readonly #services: Pop3Services;
  readonly #clientIp: string;
  readonly #recorder: SessionRecorder;
  #isSecure = false;
  #leave: () => void = () => undefined;
  #unlock: () => void = () => undefined;

  constructor({ name, port }: SessionListener, clientIp: string, services: Pop3Services) {
    this.#recorder = services.log.open({ listener: name, listenerKind: 'pop3', port, ip: clientIp });
    this.sessionId = this.#recorder.id;
    this.#services = services;
    this.#clientIp = clientIp;
  }

  connected(): Promise<Refusal | null> {
    const admission = admit(this.#services, this.#recorder, this.#clientIp);
    if (admission.kind === 'refused') return Promise.resolve(admission.refusal);
    this.#leave = admission.release;
    return Promise.resolve(null);
  }

  secured({ protocol }: TlsFact): void {
    this.#isSecure = true;
    this.#recorder.update({ tls: protocol });
  }

  signInIsOffered(): boolean {
    if (this.#isSecure) return true;
    const { allowPlaintextAuthFrom } = this.#services.policy().settings;
    return (
      createNetworkTable(allowPlaintextAuthFrom.map((range) => [range, true])).find(this.#clientIp) === true
    );
  }

  async signIn({ login, password }: Credentials): Promise<SignInAnswer> {
    const client = { ip: this.#clientIp, recorder: this.#recorder };
    try {
      const check = await checkCredentials(this.#services, client, login, password);
      switch (check.kind) {
        case 'busy':
          return this.#refuse(SIGN_IN_BUSY, 'Sign-in busy', 'Too many passwords were being checked.');
        case 'refused':
          return this.#refuse(BAD_CREDENTIALS, 'Sign-in failed', check.because);
        case 'signed-in':
          return await this.#open(check.account);
      }
    } catch (cause) {
      this.release();
      this.#services.reportError('POP3, opening a mailbox', cause);
      return this.#refuse(UNAVAILABLE, 'Server error', 'Opening the mailbox failed inside the server.');
    }
  }

  transcript(from: TranscriptLine['from'], text: string): void {
    this.#recorder.line(from, text);
  }

  refusedByEngine(refusal: Refusal, because: string): void {
    recordRefusal(this.#recorder, refusal, 'Protocol', because);
  }

  release(): void {
    this.#unlock();
  }

  closed(): void {
    this.release();
    this.#leave();
    this.#recorder.close();
  }

  async #open({ id, address }: Account): Promise<SignInAnswer> {
    const name = formatAddress(address);
    const unlock = this.#services.maildropLocks.acquire(id);
    if (unlock === null)
      return this.#refuse(IN_USE, 'Mailbox in use', `Another session had the mailbox of ${name} open.`);
    this.#unlock = unlock;
    const maildrop = await this.#services.maildrops.open(id);
    this.#services.mailboxLogins.noteLogin(id);
    this.#recorder.update({ account: name });
    return {
      kind: 'opened',
      mailbox: new OpenedMailbox(this.#services, this.#recorder, id, maildrop),
    };
  }

  #refuse(refusal: Refusal, reason: string, because: string): SignInAnswer {
    recordRefusal(this.#recorder, refusal, reason, because);
    return { kind: 'refused', refusal };
  }
}
