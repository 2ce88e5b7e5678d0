import { formatNetwork, networkContains, parseNetwork } from '../contract/network.ts';
import type { DirectoryView } from '../contract/directory-view.ts';
import type { ScreenedNetwork } from '../contract/screened-network.ts';
import type { FindExemption } from '../guard/exemption.ts';

/** Of what rules have blocked the newest so many are looked at: who is locked out at home was so lately. */
const MOST_LOOKED_AT = 1000;
const MOST_NAMED = 10;

/** Blocked networks in which some of the Local IPs are, newest first; what the screen lets in all the same is left out. */
export function blockedAtHome(
  blocked: readonly ScreenedNetwork[],
  directory: Pick<DirectoryView, 'localRange'>,
  localIps: readonly string[],
  findExemption: FindExemption,
): readonly string[] {
  const found: string[] = [];
  let looked = 0;
  for (const { network, addedBy } of blocked) {
    if (addedBy === 'rule' && ++looked > MOST_LOOKED_AT) continue;
    const ip = firstIpAtHome(network, directory, localIps);
    if (ip !== null && findExemption(ip) === null) found.push(network);
    if (found.length === MOST_NAMED) break;
  }
  return found;
}

function firstIpAtHome(
  text: string,
  directory: Pick<DirectoryView, 'localRange'>,
  localIps: readonly string[],
): string | null {
  const network = parseNetwork(text);
  if (network === null) return null;
  const first = firstIpOf(network);
  if (directory.localRange(first) !== null) return first;
  for (const range of localIps) {
    const local = parseNetwork(range);
    if (local !== null && networkContains(network, firstIpOf(local))) return firstIpOf(local);
  }
  return null;
}

function firstIpOf(network: NonNullable<ReturnType<typeof parseNetwork>>): string {
  return formatNetwork({ ...network, prefixLength: network.bytes.length * 8 });
}
