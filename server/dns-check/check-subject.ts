import type { DkimCheck, DkimKeyView } from '../contract/delivery-calls.ts';
import type { Dns } from '../contract/dns.ts';
import type { DnsFinding } from '../contract/first-run.ts';

/** What is checked: one of our domains, and how this server takes and sends its mail. */
export interface CheckSubject {
  readonly domain: string;
  readonly hostname: string;
  /** At which this server is reached and from which it sends; empty where nobody knows. */
  readonly publicIps: readonly string[];
  /** The addresses are only those that DNS has for the host name, for want of better knowledge. */
  readonly ipsAreAssumed: boolean;
  /** By which the domain's mail goes out; null: straight to its recipients. */
  readonly smartHost: string | null;
  readonly dkimKeys: readonly DkimKeyView[];
}

/** What SPF says of mail of a domain from one address (RFC 7208 §2.6). */
export interface SpfVerdict {
  readonly result: 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror';
  /** Why the record cannot be evaluated; empty for the other results. */
  readonly reason: string;
}

/** Whom a check asks. */
export interface CheckServices {
  readonly dns: Dns;
  readonly evaluateSpf: (
    question: { readonly domain: string; readonly ip: string; readonly hostname: string },
    dns: Dns,
  ) => Promise<SpfVerdict>;
  readonly checkDkimKey: (key: DkimKeyView, dns: Dns) => Promise<DkimCheck>;
}

/** Never rejects. */
export type RecordCheck = (subject: CheckSubject, services: CheckServices) => Promise<readonly DnsFinding[]>;
