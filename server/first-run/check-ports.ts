import net from 'node:net';
import type { ListenerState } from '../contract/status.ts';
import type { PortCheck } from '../contract/first-run.ts';

export interface PortCheckPorts {
  /** Our listeners as they run now. */
  readonly listeners: () => readonly ListenerState[];
  /** The name of the program that listens there, where the system says so. */
  readonly findHolder: (port: number) => Promise<string | null>;
  /** What to do about a port that cannot be had. */
  readonly remedyFor: (wish: PortWish, cause: unknown) => string;
  readonly platform: NodeJS.Platform;
}

export interface PortWish {
  readonly host: string;
  readonly port: number;
}

/** Tries to listen on each port for a moment, unless it is one of ours already. Nothing stays open. */
export function checkPorts(
  wishes: readonly PortWish[],
  ports: PortCheckPorts,
): Promise<readonly PortCheck[]> {
  return Promise.all(wishes.map((wish) => checkPort(wish, ports)));
}

async function checkPort(wish: PortWish, ports: PortCheckPorts): Promise<PortCheck> {
  const { port } = wish;
  const firewall = firewallWords(ports.platform);
  if (isOurs(wish, ports.listeners())) return { port, state: 'ours', holder: null, remedy: firewall };
  const failure = await tryToBind(wish);
  if (failure === null) return { port, state: 'free', holder: null, remedy: firewall };
  const remedy = ports.remedyFor(wish, failure);
  if (codeOf(failure) !== 'EADDRINUSE') return { port, state: 'forbidden', holder: null, remedy };
  return { port, state: 'taken', holder: await ports.findHolder(port), remedy };
}

function isOurs({ host, port }: PortWish, listeners: readonly ListenerState[]): boolean {
  return listeners.some((listener) => {
    if (listener.state !== 'listening' && listener.state !== 'fallback') return false;
    const overlaps = listener.host === host || isEverywhere(listener.host) || isEverywhere(host);
    return listener.boundPort === port && overlaps;
  });
}

function isEverywhere(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** Answers why it cannot be bound, or null. */
function tryToBind({ host, port }: PortWish): Promise<Error | null> {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => socket.destroy());
    server.once('error', resolve);
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => {
        resolve(null);
      });
    });
  });
}

function codeOf(failure: Error): unknown {
  return 'code' in failure ? failure.code : undefined;
}

/** Systems that ask the administrator the first time that others are to be let in. */
function firewallWords(platform: NodeJS.Platform): string {
  switch (platform) {
    case 'win32':
      return 'Windows may ask whether others may reach Gatepost: allow private and public networks, or no mail comes in.';
    case 'darwin':
      return 'macOS may ask whether Gatepost may take connections from the network: allow it, or no mail comes in.';
    default:
      return '';
  }
}
