import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';

/** More processes are not looked through. */
const MOST_PROCESSES = 5000;
const LISTENING = '0A';

/**
 * Reads /proc: the socket that listens on the port, and the process that has it open. Only the administrator may see
 * the files of other users' processes.
 */
export async function findOnLinux(port: number, proc = '/proc'): Promise<string | null> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(path.join(proc, 'net', name), 'utf8').catch(() => '')),
  );
  const inodes = new Set(tables.flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return null;
  const processes = (await readdir(proc)).filter((name) => /^\d+$/.test(name)).slice(0, MOST_PROCESSES);
  for (const pid of processes) {
    if (await hasOpen(path.join(proc, pid, 'fd'), inodes))
      return (await readFile(path.join(proc, pid, 'comm'), 'utf8')).trim() || null;
  }
  return null;
}

/** Columns of /proc/net/tcp: slot, own address, other address, state, …; the tenth is the inode (proc_net_tcp.txt). */
export function listeningInodes(table: string, port: number): readonly string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/);
    const [, own, , state] = columns;
    const inode = columns[9];
    return state === LISTENING && own?.endsWith(wanted) && inode !== undefined ? [inode] : [];
  });
}

async function hasOpen(folder: string, inodes: ReadonlySet<string>): Promise<boolean> {
  const files = await readdir(folder).catch(() => []);
  for (const file of files) {
    const target = await readlink(path.join(folder, file)).catch(() => '');
    const inode = /^socket:\[(\d+)\]$/.exec(target)?.[1];
    if (inode !== undefined && inodes.has(inode)) return true;
  }
  return false;
}
