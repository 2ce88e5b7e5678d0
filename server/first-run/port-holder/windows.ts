/** The process that listens on the port, in what `netstat -ano -p TCP` prints, whatever the system's language. */
export function readNetstat(printed: string, port: number): number | null {
  for (const line of printed.split(/\r?\n/)) {
    // Protocol, own address, other address, state, process; what listens has port 0 on the other side.
    const [protocol, own = '', other = '', , pid = ''] = line.trim().split(/\s+/);
    if (protocol === 'TCP' && own.endsWith(`:${port}`) && other.endsWith(':0') && /^\d+$/.test(pid))
      return Number(pid);
  }
  return null;
}

/** The program in what `tasklist /FO CSV /NH` prints: `"nginx.exe","1234","Services",…`. */
export function readTasklist(printed: string): string | null {
  return /^"([^"]+)","\d+"/m.exec(printed)?.[1] ?? null;
}
