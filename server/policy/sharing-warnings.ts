import type { Warning } from '../contract/status.ts';
import { lowerAscii } from '../contract/ascii.ts';
import { formatNetwork, parseNetwork } from '../contract/network.ts';
import type { Settings, SharingHost } from '../contract/settings.ts';

type WarnedSettings = Pick<Settings, 'domainSharing' | 'hostname' | 'listeners'>;

/** What keeps Domain Sharing from working as it is set up. `ownIps` are the IP addresses of this machine. */
export function findSharingWarnings(settings: WarnedSettings, ownIps: readonly string[]): readonly Warning[] {
  const { enabled, hosts } = settings.domainSharing;
  if (!enabled) return [];
  if (hosts.length === 0)
    return [warning('domain-sharing-without-hosts', 'Domain Sharing is on, but there is no server to ask.')];
  return hosts.flatMap((host) => [
    ...warnOfItself(host, settings, ownIps),
    ...warnOfUnsentLogin(host, ownIps),
  ]);
}

function warnOfItself(host: SharingHost, { hostname, listeners }: WarnedSettings, ownIps: readonly string[]) {
  const isOurPort = listeners.some(
    ({ kind, port, enabled }) => enabled && kind !== 'pop3' && port === host.port,
  );
  const isOurs = isThisMachine(host.host, ownIps) || lowerAscii(host.host) === hostname;
  if (!isOurPort || !isOurs) return [];
  const text = `The sharing host ${host.host}:${String(host.port)} is this server itself: it has no address that is unknown here.`;
  return [warning('domain-sharing-asks-itself', text)];
}

function warnOfUnsentLogin({ host, port, tls, login }: SharingHost, ownIps: readonly string[]) {
  if (login === null || tls !== 'none' || isThisMachine(host, ownIps)) return [];
  const text = `The sharing host ${host}:${String(port)} cannot be asked: it has a login, which is sent under TLS only, and TLS is off.`;
  return [warning('sharing-login-needs-tls', text)];
}

function isThisMachine(host: string, ownIps: readonly string[]): boolean {
  const network = parseNetwork(host);
  return network === null ? lowerAscii(host) === 'localhost' : ownIps.includes(formatNetwork(network));
}

function warning(code: string, text: string): Warning {
  return { code, text, option: 'localSenderMustAuth.unlessDomainSharing' };
}
