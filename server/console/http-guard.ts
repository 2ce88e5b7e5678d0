import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Denial {
  readonly status: 401 | 403 | 421;
  readonly message: string;
}

/**
 * Who may speak to the console at all. It listens on loopback, where any web page the administrator visits can send
 * requests: a foreign name in Host is DNS rebinding, a foreign Origin is another site's page.
 */
export function denySite(headers: IncomingHttpHeaders, port: number): Denial | null {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].map((name) => `${name}:${port}`);
  if (headers.host === undefined || !hosts.includes(headers.host.toLowerCase()))
    return { status: 421, message: 'This console is not served under that host name.' };
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`))
    return { status: 403, message: 'Requests from other sites are refused.' };
  return null;
}

/** The token of the Authorization header, compared in constant time (RFC 6750 §2.1). */
export function denyToken(headers: IncomingHttpHeaders, token: string): Denial | null {
  const [, given = ''] = /^bearer +([A-Za-z0-9._~+/=-]+)$/i.exec(headers.authorization ?? '') ?? [];
  if (timingSafeEqual(digest(given), digest(token))) return null;
  return { status: 401, message: 'The token is missing or wrong.' };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
