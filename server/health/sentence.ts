import type { HealthItem, Weakening } from '../contract/health.ts';
import type { HealthFacts, PolicyStanding } from './health-facts.ts';
import { count, names } from './words.ts';

/** The worst item in its own words; where there is none, what is true: for whom mail is taken, where, and what is kept out. */
export function sayHealth(
  items: readonly HealthItem[],
  weakenings: readonly Weakening[],
  { status }: HealthFacts,
  { domains }: PolicyStanding,
): string {
  const [worst] = items;
  if (worst !== undefined) return worst.text;
  const ports = status.listeners.flatMap((listener) =>
    (listener.state === 'listening' || listener.state === 'fallback') && listener.kind !== 'pop3'
      ? [String(listener.boundPort)]
      : [],
  );
  const where = `${ports.length === 1 ? 'port' : 'ports'} ${names(ports, ports.length)}`;
  const open = weakenings.reduce((sum, weakening) => sum + weakening.count, 0);
  const except = open === 0 ? '' : `, with ${count(open, 'exception', 'exceptions')}`;
  return `Gatepost takes mail for ${names(domains, 2)} on ${where} and refuses mail in your name from whoever has not signed in${except}.`;
}
