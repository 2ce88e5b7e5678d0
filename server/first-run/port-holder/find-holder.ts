import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { findOnLinux } from './linux.ts';
import { readLsof } from './macos.ts';
import { readNetstat, readTasklist } from './windows.ts';

const run = promisify(execFile);
/** Such a program answers at once, or does not count. */
const LIMITS = { timeout: 3000, maxBuffer: 4_000_000, windowsHide: true } as const;

/**
 * The name of the program that listens on a TCP port of this machine; null where the system does not say. No shell is
 * involved, and the port is a number.
 */
export async function findPortHolder(
  port: number,
  platform: NodeJS.Platform = process.platform,
): Promise<string | null> {
  try {
    switch (platform) {
      case 'linux':
        return await findOnLinux(port);
      case 'darwin':
        return readLsof(await output('/usr/sbin/lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fc']));
      case 'win32':
        return await findOnWindows(port);
      default:
        return null;
    }
  } catch {
    return null; // who holds a port is good to know, not needed
  }
}

async function findOnWindows(port: number): Promise<string | null> {
  const folder = path.win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32');
  const pid = readNetstat(await output(path.win32.join(folder, 'netstat.exe'), ['-ano', '-p', 'TCP']), port);
  if (pid === null) return null;
  const filter = ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'];
  return readTasklist(await output(path.win32.join(folder, 'tasklist.exe'), filter));
}

async function output(program: string, args: readonly string[]): Promise<string> {
  return (await run(program, args, LIMITS)).stdout;
}
