import type { HostAnswer } from './ask-host.ts';
import { within } from './within.ts';

/** Times in milliseconds. */
export interface LookupTimes {
  /** For a question as a whole, whatever the number of hosts. */
  readonly wholeMs: number;
  /** After this long without an answer of one host the next one is asked as well. */
  readonly nextHostMs: number;
}

export const LOOKUP_TIMES: LookupTimes = { wholeMs: 5000, nextHostMs: 1000 };

export type HostsAnswer<H> =
  | { readonly kind: 'found'; readonly host: H }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'error'; readonly host: H; readonly reason: string };

/** Asks one host; answers once the signal is aborted at the latest. */
export type AskOne<H> = (host: H, signal: AbortSignal) => Promise<HostAnswer>;

/**
 * Asks hosts in their order until one has the address. One that is slow does not keep the next from being asked; the
 * first that says yes wins. Where none does, one error makes the answer an error.
 */
export function askHosts<H>(
  hosts: readonly H[],
  ask: AskOne<H>,
  { wholeMs, nextHostMs }: LookupTimes = LOOKUP_TIMES,
): Promise<HostsAnswer<H>> {
  // However many there are, the last of them has half of the time left.
  const patienceMs = Math.min(nextHostMs, wholeMs / 2 / Math.max(1, hosts.length));
  return within(wholeMs, (signal) => inOrder(hosts, (host) => ask(host, signal), patienceMs));
}

function inOrder<H>(
  hosts: readonly H[],
  ask: (host: H) => Promise<HostAnswer>,
  patienceMs: number,
): Promise<HostsAnswer<H>> {
  const waiting = [...hosts];
  let underWay = 0;
  let failure: HostsAnswer<H> | null = null;

  return new Promise((resolve, reject) => {
    let patience: NodeJS.Timeout | undefined;
    const finish = (answer: HostsAnswer<H>): void => {
      clearTimeout(patience);
      waiting.length = 0;
      resolve(answer);
    };
    const askNext = (): void => {
      clearTimeout(patience);
      const host = waiting.shift();
      if (host === undefined) {
        if (underWay === 0) finish(failure ?? { kind: 'not-found' });
        return;
      }
      underWay += 1;
      if (waiting.length > 0) patience = setTimeout(askNext, patienceMs);
      ask(host).then((answer) => {
        underWay -= 1;
        if (answer.kind === 'found') finish({ kind: 'found', host });
        else {
          if (answer.kind === 'error') failure ??= { kind: 'error', host, reason: answer.reason };
          askNext();
        }
      }, reject);
    };
    askNext();
  });
}
