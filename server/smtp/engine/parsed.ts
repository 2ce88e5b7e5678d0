import type { Reply } from '../../contract/reply.ts';

/** The outcome of parsing what a client sent: a value, or the reply that refuses it. */
export type Parsed<T> =
  { readonly kind: 'parsed'; readonly value: T } | { readonly kind: 'refused'; readonly reply: Reply };

export function parsed<T>(value: T): Parsed<T> {
  return { kind: 'parsed', value };
}

export function refused(reply: Reply): { readonly kind: 'refused'; readonly reply: Reply } {
  return { kind: 'refused', reply };
}
