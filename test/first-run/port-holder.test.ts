import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findPortHolder } from '../../server/first-run/port-holder/find-holder.ts';
import { findOnLinux, listeningInodes } from '../../server/first-run/port-holder/linux.ts';
import { readLsof } from '../../server/first-run/port-holder/macos.ts';
import { readNetstat, readTasklist } from '../../server/first-run/port-holder/windows.ts';

const HEAD =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
/** Port 25 listens as inode 4711; 587 is only a connection; 26 is another port that ends alike in other columns. */
const TCP = [
  HEAD,
  '   0: 00000000:0019 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100',
  '   1: 0100007F:024B 0100007F:0019 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0 100',
  '   2: 00000000:001A 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1 0 100',
  '',
].join('\n');

describe('on Linux', () => {
  let proc: string;
  beforeEach(async () => {
    proc = await mkdtemp(path.join(os.tmpdir(), 'gatepost-proc-'));
    await mkdir(path.join(proc, 'net'));
    await writeFile(path.join(proc, 'net', 'tcp'), TCP);
    for (const [pid, name, inode] of [
      ['77', 'other', '4713'],
      ['812', 'master', '4711'],
    ] as const) {
      await mkdir(path.join(proc, pid, 'fd'), { recursive: true });
      await writeFile(path.join(proc, pid, 'comm'), `${name}\n`);
      await symlink(`socket:[${inode}]`, path.join(proc, pid, 'fd', '5'));
    }
  });
  afterEach(() => rm(proc, { recursive: true, force: true }));

  test('only a socket that listens counts', () => {
    expect(listeningInodes(TCP, 25)).toEqual(['4711']);
    expect(listeningInodes(TCP, 587)).toEqual([]);
  });

  test('the process that has the socket open is named', async () => {
    expect(await findOnLinux(25, proc)).toBe('master');
  });

  test('nobody is named where the process is hidden from us', async () => {
    await rm(path.join(proc, '812'), { recursive: true });
    expect(await findOnLinux(25, proc)).toBeNull();
  });

  test.runIf(process.platform === 'linux')('a real listener is found', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo; // a TCP listener has no other form
    expect(await findPortHolder(port)).not.toBeNull();
    await new Promise((resolve) => server.close(resolve));
  });
});

test('on macOS the command stands behind c', () => {
  expect(readLsof('p812\ncmaster\nf12\n')).toBe('master');
  expect(readLsof('')).toBeNull();
});

describe('on Windows', () => {
  const NETSTAT = [
    '',
    'Aktive Verbindungen',
    '',
    '  Proto  Lokale Adresse         Remoteadresse          Status           PID',
    '  TCP    0.0.0.0:25             0.0.0.0:0              ABHÖREN          4120',
    '  TCP    0.0.0.0:2525           0.0.0.0:0              ABHÖREN          4121',
    '  TCP    192.168.1.5:587        203.0.113.7:51000      HERGESTELLT      4122',
    '  TCP    [::]:995               [::]:0                 ABHÖREN          4123',
  ].join('\r\n');

  test.each([
    ['a listener, in whatever language', 25, 4120],
    ['one of IPv6', 995, 4123],
    ['a connection is none', 587, null],
    ['a port that nobody has', 110, null],
  ])('%s', (_, port, pid) => {
    expect(readNetstat(NETSTAT, port)).toBe(pid);
  });

  test('the program is the first column', () => {
    expect(readTasklist('"hMailServer.exe","4120","Services","0","12.340 K"\r\n')).toBe('hMailServer.exe');
    expect(readTasklist('INFORMATION: Es werden keine Aufgaben ausgeführt.\r\n')).toBeNull();
  });
});

test('a system without such a program names nobody', async () => {
  expect(await findPortHolder(25, 'aix')).toBeNull();
});
