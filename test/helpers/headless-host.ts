import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { CallName, CallResult, Calls } from '../../server/contract/api.ts';
import type { z } from 'zod';
import type { setupDocumentSchema } from '../../server/contract/setup-document.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A setup document as it is written, before defaults are filled in. */
export type WrittenSetup = z.input<typeof setupDocumentSchema>;

export interface ListenerLine {
  readonly host: string;
  readonly port: number;
  readonly failed?: string;
}

/** The real program in a process of its own, as `npm run serve` starts it. */
export interface HeadlessHost {
  readonly dataFolder: string;
  /** The address of the console, with its token in the fragment. */
  readonly console: string;
  readonly port: (listener: string) => number;
  readonly call: <N extends CallName>(name: N, ...args: Parameters<Calls[N]>) => Promise<CallResult<N>>;
  readonly stderr: () => string;
  /** SIGTERM; answers the exit code. The data folder stays until `remove`. */
  readonly stop: () => Promise<number | null>;
  /** SIGKILL: nothing is drained, nothing closed. */
  readonly kill: () => Promise<number | null>;
  readonly remove: () => Promise<void>;
}

/** Listeners on any free port of 127.0.0.1 with one local domain and two accounts: what most tests begin with. */
export const OFFICE: WrittenSetup = {
  hostname: 'mail.local.test',
  listeners: [
    { name: 'smtp', kind: 'smtp', host: '127.0.0.1', port: 0, tls: 'starttls' },
    { name: 'submission', kind: 'msa', host: '127.0.0.1', port: 0, tls: 'starttls' },
    { name: 'submissions', kind: 'msa', host: '127.0.0.1', port: 0, tls: 'implicit' },
  ],
  localIps: [],
  domains: [{ name: 'local.test' }],
  accounts: [
    { address: 'u1@local.test', password: 'secret-1', displayName: 'U One' },
    { address: 'u2@local.test', password: 'secret-2', displayName: 'U Two' },
  ],
};

export async function startHeadlessHost(setup: WrittenSetup, existingData?: string): Promise<HeadlessHost> {
  const dataFolder = existingData ?? (await mkdtemp(path.join(os.tmpdir(), 'gatepost-host-')));
  const setupFile = path.join(dataFolder, 'setup.json');
  await writeFile(setupFile, JSON.stringify(setup));
  const program = path.join(root, 'server/headless.ts');
  const child = spawn(
    process.execPath,
    [program, '--data', dataFolder, '--setup', setupFile, '--console-port', '0'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes('\n')) resolve(JSON.parse(stdout) as Ready);
    });
    void exit.then((code) => {
      reject(new Error(`the host ended with ${String(code)}: ${stderr}`));
    });
  });
  const address = new URL(ready.console);
  const token = address.hash.replace('#token=', '');
  return {
    dataFolder,
    console: ready.console,
    port: (listener) => {
      const found = ready.listeners[listener];
      if (found?.failed !== undefined || !found)
        throw new Error(`${listener} does not listen: ${found?.failed ?? ''}`);
      return found.port;
    },
    call: async (name, ...args) => {
      const response = await fetch(`${address.origin}/api/${name}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(args),
      });
      const body: unknown = await response.json();
      if (!response.ok) throw new Error(`${name}: ${String(response.status)} ${JSON.stringify(body)}`);
      return body as CallResult<typeof name>; // the server's own answer
    },
    stderr: () => stderr,
    stop: () => {
      child.kill('SIGTERM');
      return exit;
    },
    kill: () => {
      child.kill('SIGKILL');
      return exit;
    },
    remove: () => rm(dataFolder, { recursive: true, force: true }),
  };
}

interface Ready {
  readonly ready: true;
  readonly listeners: Readonly<Record<string, ListenerLine>>;
  readonly console: string;
}
