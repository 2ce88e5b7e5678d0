import { mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface SecondInstance {
  readonly argv: readonly string[];
  readonly cwd: string;
}

export type InstanceLock =
  | { readonly kind: 'first'; readonly release: () => void }
  /** Another process holds the lock; `told` resolves once it has heard of this start. */
  | { readonly kind: 'second'; readonly told: Promise<void> };

/** One process per user data folder, by the lock file that Chromium itself uses on Linux and macOS. */
export function takeInstanceLock(folder: string, onSecond: (second: SecondInstance) => void): InstanceLock {
  mkdirSync(folder, { recursive: true });
  const lock = path.join(folder, 'SingletonLock');
  const socket = path.join(folder, 'SingletonSocket');
  if (!claim(lock)) return { kind: 'second', told: tellFirst(socket) };
  rmSync(socket, { force: true });
  const server = net.createServer((connection) => {
    let text = '';
    connection.on('data', (chunk: Buffer) => (text += chunk.toString()));
    connection.on('end', () => {
      onSecond(JSON.parse(text) as SecondInstance);
    });
  });
  server.listen(socket).unref();
  const release = (): void => {
    server.close();
    rmSync(lock, { force: true });
    rmSync(socket, { force: true });
  };
  process.on('exit', release);
  return { kind: 'first', release };
}

function claim(lock: string): boolean {
  for (;;) {
    try {
      symlinkSync(`${os.hostname()}-${String(process.pid)}`, lock);
      return true;
    } catch {
      if (isHeldByLivingProcess(lock)) return false;
      rmSync(lock, { force: true });
    }
  }
}

function isHeldByLivingProcess(lock: string): boolean {
  try {
    process.kill(Number(readlinkSync(lock).split('-').pop()), 0);
    return true;
  } catch {
    return false;
  }
}

function tellFirst(socket: string): Promise<void> {
  return new Promise((resolve) => {
    const connection = net.connect(socket);
    connection.on('error', () => undefined);
    connection.on('close', () => {
      resolve();
    });
    connection.end(JSON.stringify({ argv: process.argv, cwd: process.cwd() } satisfies SecondInstance));
  });
}
