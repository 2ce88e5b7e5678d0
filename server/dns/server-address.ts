import { parseIp } from '../contract/network.ts';

export interface ServerAddress {
  /** May carry a zone index: `fe80::1%eth0`. */
  readonly ip: string;
  readonly port: number;
}

const DNS_PORT = 53;

/** Reads `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` and `[2001:db8::53]:53`; null where the text is none of them. */
export function parseServerAddress(text: string): ServerAddress | null {
  if (parseIp(text) !== null) return { ip: text, port: DNS_PORT };
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const ip = bracketed ?? plain ?? '';
  return parseIp(ip) === null ? null : { ip, port: port === undefined ? DNS_PORT : Number(port) };
}

export function formatServerAddress({ ip, port }: ServerAddress): string {
  return ip.includes(':') ? `[${ip}]:${String(port)}` : `${ip}:${String(port)}`;
}
