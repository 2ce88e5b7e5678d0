import type { Address } from '../contract/address.ts';
import { lowerAscii } from '../contract/ascii.ts';
import type { Account, Destination } from '../contract/directory.ts';
import { createNetworkTable } from '../contract/network-table.ts';
import type { DirectoryView } from '../contract/directory-view.ts';
import { createAddressIndex, type AddressIndex } from './address-index.ts';
import type { DirectoryLists } from './directory-lists.ts';
import { AS_DELIVERED, findHolder, followAliases } from './follow-aliases.ts';
import { addressExists, judgeOwnership } from './ownership.ts';

/**
 * The directory at one moment. Every question costs a few hash probes, whatever the length of the lists, but
 * for wildcard aliases: they are tried in the order of their list.
 *
 * - A disabled account receives nothing: its address is unknown unless an alias takes it over.
 * - An exact alias counts in any domain. A wildcard alias counts in local domains only, so that `*@*` does
 *   not take in mail for the rest of the world.
 */
export function createDirectoryView(lists: DirectoryLists, revision: number): DirectoryView {
  const index = createAddressIndex(lists);
  const gateways = new Map(lists.gateways.map((gateway) => [gateway.domain, gateway]));
  const local = createNetworkTable(lists.localIps.map((range) => [range, range] as const));
  const trusted = createNetworkTable(lists.trustedIps.map(({ range }) => [range, range] as const));
  const allowed = createNetworkTable(lists.allowList.map(({ range }) => [range, range] as const));

  function domainKind(domain: string): 'local' | 'gateway' | 'remote' {
    if (index.isLocalDomain(domain)) return 'local';
    return gateways.has(domain) ? 'gateway' : 'remote';
  }

  function undeliverable(address: Address): Destination {
    const { domain } = address;
    switch (domainKind(domain)) {
      case 'local':
        return postmasterFallback(address, lists.accounts) ?? { kind: 'unknown', unheldTargets: [] };
      case 'gateway':
        return { kind: 'gateway', domain };
      case 'remote':
        return { kind: 'remote' };
    }
  }

  return {
    revision,
    whiteList: lists.whiteList,
    gateways: lists.gateways,
    firstLocalDomain: lists.domains[0]?.name ?? null,
    subaddressSeparator: (domain) => index.subaddressSeparator(domain),
    domainKind,
    findAccount: (address) => findAccount(address, index),
    destination(address) {
      if (findHolder(address, index, AS_DELIVERED) === null) return undeliverable(address);
      const reached = followAliases(address, index, AS_DELIVERED);
      const accountIds = [...reached.accounts].filter(({ enabled }) => enabled).map(({ id }) => id);
      const { outside, unheld } = reached;
      if (accountIds.length > 0 || outside.length > 0)
        return { kind: 'local', accountIds, forwardTo: outside, unheldTargets: unheld };
      const fallback = index.isLocalDomain(address.domain)
        ? postmasterFallback(address, lists.accounts)
        : null;
      return fallback ?? { kind: 'unknown', unheldTargets: unheld };
    },
    ownership: (accountId, address) => judgeOwnership(accountId, address, index),
    addressExists: (address) => addressExists(address, index),
    gateway: (domain) => gateways.get(domain) ?? null,
    localRange: (ip) => local.find(ip),
    trustedRange: (ip) => trusted.find(ip),
    allowListRange: (ip) => allowed.find(ip),
  };
}

function findAccount(address: Address, index: AddressIndex): Account | null {
  return index.accountAt(index.baseOf(address) ?? address);
}

/**
 * RFC 5321 §4.5.1: mail for `postmaster` of a domain served here must be accepted. Where neither account nor
 * alias takes it, the first enabled account of the domain does, else the first one of all.
 */
function postmasterFallback(address: Address, accounts: readonly Account[]): Destination | null {
  if (lowerAscii(address.localPart) !== 'postmaster') return null;
  const enabled = accounts.filter((account) => account.enabled);
  const first = enabled.find((account) => account.address.domain === address.domain) ?? enabled[0];
  return first ? { kind: 'local', accountIds: [first.id], forwardTo: [], unheldTargets: [] } : null;
}
