import type { ListenerSettings } from '../contract/settings.ts';

export interface BindFailure {
  readonly reason: string;
  readonly remedy: string;
}

/** What the administrator hears of a port that could not be bound, and what helps. */
export function describeBindFailure(
  { host, port }: Pick<ListenerSettings, 'host' | 'port'>,
  cause: unknown,
): BindFailure {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return {
        reason: `Port ${port} on ${host} is in use by another program.`,
        remedy: 'Stop that program, or choose another port for this listener.',
      };
    case 'EACCES':
    case 'EPERM':
      return {
        reason: `The system does not let this program open port ${port}.`,
        remedy: permissionRemedy(port),
      };
    case 'EADDRNOTAVAIL':
      return {
        reason: `This machine does not have the address ${host}.`,
        remedy: 'Choose one of its own addresses, or 0.0.0.0 for all of them.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        reason: `The name ${host} cannot be resolved.`,
        remedy: 'Write an IP address of this machine, or 0.0.0.0 for all of them.',
      };
    default:
      return {
        reason: `Port ${port} on ${host} cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}.`,
        remedy: 'Choose another address or port for this listener.',
      };
  }
}

export function isPermissionDenied(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && (cause.code === 'EACCES' || cause.code === 'EPERM');
}

function permissionRemedy(port: number): string {
  switch (process.platform) {
    case 'linux':
      return `Allow ports from ${port} on with "sysctl net.ipv4.ip_unprivileged_port_start=${port}", give the program the capability CAP_NET_BIND_SERVICE, or forward the port.`;
    case 'win32':
      return 'See with "netsh int ipv4 show excludedportrange tcp" whether the port is reserved, or choose another one.';
    default:
      return 'Start Gatepost as a service of the system, or choose a port above 1023.';
  }
}
