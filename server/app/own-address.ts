import type { Clock } from '../contract/clock.ts';
import { ownAddresses } from '../directory/own-addresses.ts';

/** Interfaces come and go with networks and VPNs; asking the system for each connection would be waste. */
const FRESH_MS = 10_000;

/** Whether an address is one of this machine's own, by its interfaces at most ten seconds ago. */
export function createOwnAddressCheck(clock: Clock, ask = () => ownAddresses()): (ip: string) => boolean {
  let known: ReadonlySet<string> = new Set();
  let askedAt = Number.NEGATIVE_INFINITY;
  return (ip) => {
    const now = clock();
    if (now - askedAt >= FRESH_MS || now < askedAt) {
      known = new Set(ask());
      askedAt = now;
    }
    return known.has(ip);
  };
}
