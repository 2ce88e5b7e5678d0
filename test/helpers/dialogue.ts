import type { SessionDetail } from '../../server/contract/session-log.ts';
import { changeSetup } from './dialogue-setup.ts';
import { base64, plainResponse, type SmtpClient } from './smtp-client.ts';
import type { StoreFault } from './memory-store.ts';
import { startWireServer, type ClientPlace, type ListenerName, type WireServer } from './wire-server.ts';
import type { WireSetup } from './wire-setup.ts';

/**
 * Plays a written dialogue against real listeners and answers it as it went. Lines of the text:
 *
 * - `# …` says what the dialogue shows; empty lines are kept.
 * - `set localSenderMustAuth.mode = report` changes the setup (see `changeSetup`), from the next message on.
 * - `fail commit disk-full` lets the store fail from now on, `fail nothing` ends that.
 * - `open smtp from remote` connects; `connect smtp from remote` connects and says EHLO without showing it.
 *   Listeners: smtp, submission, submissions. Places: remote, local (Local IPs), trusted (Trusted IPs as well).
 * - `sign in as u1` signs in with AUTH PLAIN without showing it.
 * - `C: …` is sent with CRLF; `\r`, `\n`, `\t`, `\0` stand for these bytes, `{plain u1@local.test secret-1}` and
 *   `{base64 text}` for credentials, `{70000 bytes}` for so many. `C+ …` is sent in one piece with the next line.
 * - `S: …` is what the server answered. `(closed)`, `(TLS)` and `kept: …` are what happened besides; `log: …` is
 *   what the session log says once the client is gone: every rule that was violated or made an exception.
 *
 * Session ids are written `[id]`, message ids `ID`, and the ports of the listeners 25, 587 and 465.
 */
export async function playDialogue(text: string): Promise<string> {
  const lines = text.split('\n').filter((line) => !/^(S: |log: |kept: |\(closed\)|\(TLS\))/.test(line));
  const stage = new Stage();
  try {
    for (const line of lines) await stage.play(line);
    await stage.finish();
    return stage.script();
  } finally {
    await stage.close();
  }
}

class Stage {
  readonly #output: string[] = [];
  #setup: WireSetup = {};
  #server: WireServer | null = null;
  #client: SmtpClient | null = null;
  #inMessage = false;
  #held: string[] = [];
  #kept = 0;

  async play(line: string): Promise<void> {
    const opening = /^(open|connect) (smtp|submission|submissions) from (remote|local|trusted)$/.exec(line);
    if (opening !== null || line === '') await this.#leave();
    this.#output.push(line);
    if (line === '' || line.startsWith('#')) return;
    // The pattern above has made sure of both names.
    if (opening)
      await this.#open(opening[1] === 'connect', opening[2] as ListenerName, opening[3] as ClientPlace);
    else if (line.startsWith('C+ ')) this.#held.push(bytesOf(line.slice(3)));
    else if (/^C:( |$)/.test(line)) await this.#say(bytesOf(line.slice(3)));
    else await this.#direct(line);
  }

  async #direct(line: string): Promise<void> {
    const set = /^set (\S+) = (.+)$/.exec(line);
    const fail = /^fail (?:(begin|write|commit) (disk-full|unavailable)|nothing)$/.exec(line);
    const signIn = /^sign in as (\S+)$/.exec(line);
    if (set) {
      this.#setup = changeSetup(this.#setup, set[1] ?? '', set[2] ?? '');
      this.#server?.change(this.#setup);
    } else if (fail) {
      // The pattern above has made sure of both words.
      const fault = fail[1] === undefined ? null : ({ at: fail[1], kind: fail[2] } as StoreFault);
      if (this.#server) this.#server.store.fault = fault;
    } else if (signIn && this.#server && this.#client) {
      await this.#server.signIn(this.#client, signIn[1] ?? '');
    } else {
      throw new Error(`not a line of a dialogue: ${line}`);
    }
  }

  async #open(greeted: boolean, listener: ListenerName, place: ClientPlace): Promise<void> {
    this.#server ??= await startWireServer(this.#setup);
    this.#client = greeted
      ? await this.#server.greet(listener, place)
      : await this.#server.connect(listener, place);
    this.#inMessage = false;
    if (!greeted) this.#hear(await this.#client.reply());
    await this.#seeClosed();
  }

  async #say(bytes: string): Promise<void> {
    const client = this.#talking();
    const lines = [...this.#held, bytes];
    this.#held = [];
    client.send(lines.map((line) => `${line}\r\n`).join(''));
    if (this.#inMessage && bytes !== '.') return;
    this.#inMessage = false;
    for (const line of lines) {
      const reply = await client.reply();
      this.#hear(reply);
      if (/^starttls$/i.test(line) && reply.startsWith('220')) {
        await client.upgrade();
        this.#output.push('(TLS)');
      }
      if (reply.startsWith('354')) this.#inMessage = true;
    }
    this.#tellKept();
    await this.#seeClosed();
  }

  #hear(reply: string): void {
    for (const line of reply.split('\n')) this.#output.push(`S: ${this.#normalise(line)}`);
  }

  async #seeClosed(): Promise<void> {
    if (!/^S: (421|221)/.test(this.#output.at(-1) ?? '')) return;
    await this.#talking().closed;
    this.#output.push('(closed)');
  }

  #tellKept(): void {
    const messages = this.#server?.store.messages ?? [];
    for (; this.#kept < messages.length; this.#kept++) {
      const deliveries = messages[this.#kept]?.envelope.deliveries ?? [];
      const places = deliveries.map((delivery) => {
        if (delivery.kind === 'mailbox') return `the mailbox of u${delivery.accountId}`;
        const { recipient, gateway } = delivery;
        return `the queue, to ${recipient.localPart}@${recipient.domain}${gateway === null ? '' : ` by gateway ${gateway}`}`;
      });
      this.#output.push(`kept: in ${places.join('; in ')}`);
    }
  }

  /** Ends the connection and tells what the log has of it, in front of the empty line that follows. */
  async #leave(): Promise<void> {
    const client = this.#client;
    if (client === null || this.#server === null) return;
    this.#client = null;
    client.end();
    await client.closed;
    const session = await this.#server.sessionEnded();
    this.#output.push(...sayLog(session).map((line) => `log: ${this.#normalise(line)}`));
  }

  async finish(): Promise<void> {
    await this.#leave();
  }

  #normalise(text: string): string {
    const ports = this.#server?.ports;
    return text
      .replace(/\[[a-z0-9]{4,8}\]/g, '[id]')
      .replace(/queued as [a-z0-9]+/, 'queued as ID')
      .replaceAll(String(ports?.smtp), '25')
      .replaceAll(String(ports?.submission), '587')
      .replaceAll(String(ports?.submissions), '465');
  }

  #talking(): SmtpClient {
    if (this.#client === null) throw new Error('no connection is open');
    return this.#client;
  }

  script(): string {
    return this.#output.join('\n');
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }
}

function sayLog({ result, verdicts, refusal }: SessionDetail): string[] {
  const decisive = verdicts.flatMap(({ subject, findings, notes }) => [
    ...findings
      .filter((finding) => ['violated', 'exempt', 'deferred'].includes(finding.result))
      .map(({ rule, mode, result, because }) => `${subject}: ${rule} (${mode}) ${result}. ${because}`),
    ...notes.map((note) => `${subject}: note. ${note}`),
  ]);
  const outside = refusal !== null && refusal.rule === null ? [`${refusal.reason}: ${refusal.because}`] : [];
  return [result, ...decisive, ...outside];
}

function bytesOf(text: string): string {
  return text
    .replace(/\{plain (\S+) (\S+)\}/g, (_all, login: string, password: string) =>
      plainResponse(login, password),
    )
    .replace(/\{base64 (\S+)\}/g, (_all, plain: string) => base64(plain))
    .replace(/\{(\d+) bytes\}/g, (_all, count: string) => 'x'.repeat(Number(count)))
    .replace(/\\([rnt0\\])/g, (_all, letter: string) => ESCAPES[letter] ?? '');
}

const ESCAPES: Readonly<Record<string, string>> = { r: '\r', n: '\n', t: '\t', '0': '\0', '\\': '\\' };
