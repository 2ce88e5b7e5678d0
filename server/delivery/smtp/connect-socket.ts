import net from 'node:net';

export type Connected =
  | { readonly kind: 'connected'; readonly socket: net.Socket; readonly ip: string }
  | { readonly kind: 'failed'; readonly reason: string };

/**
 * Connects to the first address that answers; an address of a family that this machine does not have fails at once.
 * Each gets `timeoutMs`, and a third of it while there are others to turn to.
 */
export async function connectSocket(
  addresses: readonly string[],
  port: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Connected> {
  const reasons: string[] = [];
  for (const [index, ip] of addresses.entries()) {
    if (signal.aborted) break;
    const isLast = index === addresses.length - 1;
    const attempt = await connectTo(ip, port, isLast ? timeoutMs : timeoutMs / 3, signal);
    if (attempt instanceof net.Socket) return { kind: 'connected', socket: attempt, ip };
    reasons.push(`${ip}: ${attempt}`);
  }
  return { kind: 'failed', reason: signal.aborted ? 'interrupted' : reasons.join('; ') };
}

function connectTo(
  ip: string,
  port: number,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<net.Socket | string> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: ip, port });
    const settle = (result: net.Socket | string): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupt);
      socket.removeAllListeners();
      if (typeof result === 'string') socket.on('error', () => undefined).destroy();
      resolve(result);
    };
    const interrupt = (): void => {
      settle('interrupted');
    };
    const timer = setTimeout(() => {
      settle('no answer');
    }, timeoutMs);
    signal.addEventListener('abort', interrupt);
    socket.once('connect', () => {
      settle(socket);
    });
    socket.once('error', (cause: NodeJS.ErrnoException) => {
      settle(WORDS[cause.code ?? ''] ?? cause.message);
    });
  });
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  ENETUNREACH: 'network unreachable',
  EHOSTUNREACH: 'host unreachable',
  ETIMEDOUT: 'no answer',
  EADDRNOTAVAIL: 'network unreachable',
};
