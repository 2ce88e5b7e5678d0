import { z } from 'zod';
import { addressSchema } from './directory.ts';
import type { LogCursor } from './log-history.ts';
import { domainSchema, listenerSchema } from './settings.ts';

/** What a new installation is asked and shown until its first message has come through. */

export interface FirstRun {
  /** Nothing has been set up and nobody said that it is done. */
  readonly needed: boolean;
  readonly finishedAt: number | null;
  /** What this machine calls itself, and networks that the office's computers are probably in. */
  readonly suggestions: {
    readonly hostname: string;
    readonly domain: string | null;
    readonly localIps: readonly string[];
  };
}

/** Whether a port could be listened on; nothing stays open. */
export interface PortCheck {
  readonly port: number;
  readonly state: 'free' | 'ours' | 'taken' | 'forbidden';
  /** The program that has the port, where the system says so. */
  readonly holder: string | null;
  /** What to do, in one or two sentences; empty where nothing is. */
  readonly remedy: string;
}

/** One record of DNS, as it is and as it should be. */
export interface DnsFinding {
  readonly record: 'MX' | 'A' | 'AAAA' | 'PTR' | 'SPF' | 'DKIM' | 'DMARC';
  readonly name: string;
  readonly state: 'right' | 'missing' | 'wrong' | 'unknown';
  /** What was found, by each resolver that was asked; resolvers that differ are told so in `detail`. */
  readonly found: readonly string[];
  /** One or two sentences: what is wrong and what follows from it. */
  readonly detail: string;
  /** The record to copy to the domain's DNS, or null where nothing is to be done there. */
  readonly wanted: { readonly type: string; readonly name: string; readonly value: string } | null;
}

export interface DnsReport {
  readonly domain: string;
  readonly at: number;
  /** The addresses from which this server sends and at which it is reached, as far as they are known. */
  readonly publicIps: readonly string[];
  readonly resolvers: readonly string[];
  readonly findings: readonly DnsFinding[];
}

/** A message sent by an account to itself through the real submission listener, and looked for in its mailbox. */
export interface TestMessage {
  readonly result: 'delivered' | 'refused' | 'not-sent';
  /** What happened, in order: connected, signed in, sent, stored. */
  readonly steps: readonly { readonly text: string; readonly ok: boolean }[];
  readonly session: LogCursor | null;
}

/** A claim of a local address without signing in, made through the real `smtp` listener: the first blocked attempt. */
export interface TestAttempt {
  readonly result: 'blocked' | 'let-in' | 'not-made';
  readonly reply: string;
  readonly session: LogCursor | null;
}

export interface FirstRunCalls {
  'firstRun.get': () => FirstRun;
  'firstRun.finish': () => void;
  'ports.check': (
    listeners: readonly { readonly host: string; readonly port: number }[],
  ) => readonly PortCheck[];
  /** `publicIps`: where the administrator knows them better than this machine does. */
  'dns.check': (domain: string, publicIps: readonly string[]) => DnsReport;
  'test.message': (account: string, password: string) => TestMessage;
  'test.attempt': (sender: string) => TestAttempt;
}

export const FIRST_RUN_ARGUMENTS = {
  'firstRun.get': z.tuple([]),
  'firstRun.finish': z.tuple([]),
  'ports.check': z.tuple([z.array(listenerSchema.pick({ host: true, port: true })).max(32)]),
  'dns.check': z.tuple([domainSchema, z.array(z.string().max(64)).max(16)]),
  'test.message': z.tuple([addressSchema, z.string().min(1).max(1024)]),
  'test.attempt': z.tuple([addressSchema]),
};
