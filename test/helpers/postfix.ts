import { execFile, spawn } from 'node:child_process';
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Postfix {
  readonly port: number;
  readonly log: () => Promise<string>;
  /** Puts one message into the queue, as a program on that machine would. */
  readonly sendmail: (from: string, to: readonly string[], message: string) => Promise<void>;
  /** Tries everything that waits, now. */
  readonly flush: () => Promise<void>;
  /** How many messages wait. */
  readonly queued: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

/** Whether a Postfix can be run here: it is installed, and the test may become its users. */
export async function canRunPostfix(): Promise<boolean> {
  if (process.getuid?.() !== 0) return false;
  return run('/usr/sbin/postconf', ['-d', 'mail_version']).then(
    () => true,
    () => false,
  );
}

/**
 * A Postfix of its own: configuration, queue and log in a folder under the system's temporary one, listening on
 * 127.0.0.1. `main` adds to main.cf.
 */
export async function startPostfix(main: Readonly<Record<string, string>>): Promise<Postfix> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gatepost-postfix-'));
  const [config, queue, data] = ['etc', 'spool', 'data'].map((name) => path.join(folder, name));
  if (config === undefined || queue === undefined || data === undefined) throw new Error('no folders');
  await Promise.all([config, queue, data].map((name) => mkdir(name)));
  await run('chmod', ['755', folder]);
  const { stdout: userId } = await run('id', ['-u', 'postfix']);
  await chown(data, Number(userId), 0);
  const port = await freePort();
  const logFile = path.join(folder, 'mail.log');
  const settings = {
    compatibility_level: '3.6',
    queue_directory: queue,
    data_directory: data,
    command_directory: '/usr/sbin',
    daemon_directory: '/usr/lib/postfix/sbin',
    maillog_file: logFile,
    maillog_file_prefixes: folder,
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    myhostname: 'peer.example',
    mydestination: '',
    mynetworks: '127.0.0.0/8',
    smtpd_client_connection_count_limit: '0',
    ...main,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  await writeFile(path.join(config, 'main.cf'), `${lines.join('\n')}\n`);
  await writeFile(path.join(config, 'master.cf'), masterServices(port));
  await writeFile(path.join(config, 'dynamicmaps.cf'), '');
  await run('postfix', ['-c', config, 'start'], { env: withSystemFolders() });
  return {
    port,
    log: () => readFile(logFile, 'utf8').catch(() => ''),
    sendmail: (from, to, message) => sendmail(config, from, to, message),
    flush: async () => {
      await run('postqueue', ['-c', config, '-f'], { env: withSystemFolders() });
    },
    queued: async () => {
      const { stdout } = await run('postqueue', ['-c', config, '-j'], {
        env: withSystemFolders(),
        maxBuffer: 64 * 1024 * 1024,
      });
      return stdout.split('\n').filter((line) => line !== '').length;
    },
    stop: async () => {
      await run('postfix', ['-c', config, 'stop'], { env: withSystemFolders() });
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The services of a stock master.cf, none of them in a chroot. */
function masterServices(port: number): string {
  // Name, and the program where it is called otherwise.
  const usual =
    'rewrite:trivial-rewrite proxymap smtp relay:smtp error retry:error discard anvil scache verify';
  const unlimited = 'bounce defer:bounce trace:bounce';
  const serviceLines = (entries: string, limit: string): string[] =>
    entries.split(' ').map((entry) => {
      const [name = '', program = name] = entry.split(':');
      return `${name} unix - - n - ${limit} ${program}`;
    });
  return [
    `127.0.0.1:${String(port)} inet n - n - - smtpd`,
    'pickup unix n - n 60 1 pickup',
    'cleanup unix n - n - 0 cleanup',
    'qmgr unix n - n 300 1 qmgr',
    'flush unix n - n 1000? 0 flush',
    'showq unix n - n - - showq',
    'tlsmgr unix - - n 1000? 1 tlsmgr',
    'postlog unix-dgram n - n - 1 postlogd',
    // Both become the user whose mailbox it is.
    'local unix - n n - - local',
    'virtual unix - n n - - virtual',
    ...serviceLines(usual, '-'),
    ...serviceLines(unlimited, '0'),
    '',
  ].join('\n');
}

async function sendmail(config: string, from: string, to: readonly string[], message: string): Promise<void> {
  const child = spawn('/usr/sbin/sendmail', ['-C', config, '-i', '-f', from, ...to], {
    env: withSystemFolders(),
  });
  child.stdin.end(message);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`sendmail ended with ${String(code)}`);
}

function withSystemFolders(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo; // a TCP listener has no other form
  await new Promise((resolve) => server.close(resolve));
  return port;
}
