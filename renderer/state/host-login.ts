import type { SmartHost } from '../../server/contract/settings.ts';
import { textOf } from './form-values.ts';

type Login = NonNullable<SmartHost['login']>;

/** A server with the login that is stored for it; of that the window knows the user, never the password. */
interface Host {
  readonly host: string;
  readonly port: number;
  readonly login?: Login | null | undefined;
}

export type EnteredLogin =
  /** Left out of the change: the one stored for the same host and port stays. */
  | { readonly kind: 'kept' }
  | { readonly kind: 'given'; readonly login: Login | null }
  | { readonly kind: 'password-missing' };

/** What the fields `user` and `password` say for this server. */
export function enteredLogin(
  values: FormData,
  server: Pick<Host, 'host' | 'port'>,
  existing: Host | null,
): EnteredLogin {
  const user = textOf(values, 'user');
  const password = values.get('password');
  if (user === '') return { kind: 'given', login: null };
  if (typeof password === 'string' && password !== '') return { kind: 'given', login: { user, password } };
  const isStored = existing?.login?.user === user && isSameServer(existing, server);
  return isStored ? { kind: 'kept' } : { kind: 'password-missing' };
}

/** The server as it is sent where its login stays. */
export function withoutLogin<H extends Host>({ login: _stays, ...rest }: H): Omit<H, 'login'> {
  return rest;
}

/** Whether going back from the new list to the old one would lose no password. */
export function canTakeBack(before: readonly Host[], after: readonly Host[]): boolean {
  return before.every(
    (host) => !host.login || after.some((other) => isSameServer(other, host) && other.login === undefined),
  );
}

function isSameServer(one: Pick<Host, 'host' | 'port'>, other: Pick<Host, 'host' | 'port'>): boolean {
  return one.host === other.host && one.port === other.port;
}
