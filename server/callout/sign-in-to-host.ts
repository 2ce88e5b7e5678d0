import type { SharingHost } from '../contract/settings.ts';
import { HostFailure } from './host-failure.ts';
import { offersOf, type HostGreeting } from './host-greeting.ts';
import type { HostReply } from './reply-reader.ts';

type Login = NonNullable<SharingHost['login']>;

const MASK = '***';

/** AUTH PLAIN, or LOGIN where that alone is offered. The login is sent under TLS or to this machine only. */
export async function signInToHost(greeting: HostGreeting, login: Login): Promise<void> {
  const { connection } = greeting;
  if (!connection.isSecure && !connection.isLoopback)
    throw new HostFailure('the connection is not encrypted, and the login is sent under TLS only');
  const mechanisms = offersOf(greeting).get('AUTH') ?? [];
  const isPlain = mechanisms.includes('PLAIN');
  if (!isPlain && !mechanisms.includes('LOGIN')) throw new HostFailure('it offers no AUTH PLAIN or LOGIN');
  const answer = isPlain ? await signInPlain(greeting, login) : await signInLogin(greeting, login);
  // What it says may repeat the login: the code alone is told.
  if (answer.code !== 235) throw new HostFailure(`it refused the login with ${String(answer.code)}`);
}

/** RFC 4616. */
function signInPlain({ connection }: HostGreeting, { user, password }: Login): Promise<HostReply> {
  return connection.secretCommand(`AUTH PLAIN ${base64(`\0${user}\0${password}`)}`, `AUTH PLAIN ${MASK}`);
}

async function signInLogin({ connection }: HostGreeting, { user, password }: Login): Promise<HostReply> {
  const forUser = await connection.command('AUTH LOGIN');
  if (forUser.code !== 334) return forUser;
  const forPassword = await connection.secretCommand(base64(user), MASK);
  if (forPassword.code !== 334) return forPassword;
  return connection.secretCommand(base64(password), MASK);
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
