import { addressKey, formatAddress, parseAddress } from '../contract/address.ts';
import { hasWildcard } from '../contract/address-pattern.ts';
import { formatPath, type Problem } from '../contract/problem.ts';
import type { DirectoryLists } from './directory-lists.ts';
import { patternKey } from './list-tables.ts';
import { isPasswordHash } from './password-hash.ts';

/**
 * What does not fit together in the lists as a whole, each with the place of the entry in its list. Entries
 * are valid by themselves already. Disabled accounts are dormant: their domain may be gone, and an alias may
 * have their address.
 */
export function checkLists(lists: DirectoryLists): readonly Problem[] {
  return [
    ...repeatedEntries(lists),
    ...domainProblems(lists),
    ...accountProblems(lists),
    ...aliasProblems(lists),
    ...gatewayProblems(lists),
  ];
}

function repeatedEntries(lists: DirectoryLists): readonly Problem[] {
  return [
    ...repeated(
      'domains',
      'name',
      lists.domains.map(({ name }) => name),
    ),
    ...repeated(
      'accounts',
      'address',
      lists.accounts.map(({ address }) => addressKey(address)),
    ),
    ...repeated(
      'aliases',
      'pattern',
      lists.aliases.map(({ pattern }) => patternKey(pattern)),
    ),
    ...repeated(
      'gateways',
      'domain',
      lists.gateways.map(({ domain }) => domain),
    ),
    ...repeated(
      'whiteList',
      'pattern',
      lists.whiteList.map(({ pattern }) => patternKey(pattern)),
    ),
    ...repeated('localIps', null, lists.localIps),
    ...repeated(
      'trustedIps',
      'range',
      lists.trustedIps.map(({ range }) => range),
    ),
    ...repeated(
      'dynamicScreen.allowList',
      'range',
      lists.allowList.map(({ range }) => range),
    ),
  ];
}

function repeated(list: string, field: string | null, keys: readonly string[]): readonly Problem[] {
  const seen = new Set<string>();
  return keys.flatMap((key, index) => {
    const isRepeated = seen.has(key);
    seen.add(key);
    const path = formatPath(field === null ? [list, index] : [list, index, field]);
    return isRepeated ? [{ path, reason: `${key} is on the list already` }] : [];
  });
}

function domainProblems({ domains, gateways }: DirectoryLists): readonly Problem[] {
  const local = new Set(domains.map(({ name }) => name));
  return gateways.flatMap(({ domain }, index) =>
    local.has(domain)
      ? [
          {
            path: `gateways[${String(index)}].domain`,
            reason: `${domain} is a local domain, and cannot be a gateway too`,
          },
        ]
      : [],
  );
}

function accountProblems({ accounts, domains }: DirectoryLists): readonly Problem[] {
  const local = new Set(domains.map(({ name }) => name));
  return accounts.flatMap(({ address, enabled, passwordHash }, index): readonly Problem[] => {
    const path = `accounts[${String(index)}]`;
    const isHomeless = enabled && !local.has(address.domain);
    const isUnreadable = passwordHash !== null && !isPasswordHash(passwordHash);
    return [
      ...(isHomeless
        ? [
            {
              path: `${path}.address`,
              reason: `${formatAddress(address)} is an account, so ${address.domain} must be a local domain`,
            },
          ]
        : []),
      ...(isUnreadable
        ? [
            {
              path: `${path}.passwordHash`,
              reason: 'is not an argon2id or scrypt hash that can be checked here',
            },
          ]
        : []),
    ];
  });
}

function aliasProblems({ aliases, accounts }: DirectoryLists): readonly Problem[] {
  const taken = new Set(accounts.filter(({ enabled }) => enabled).map(({ address }) => addressKey(address)));
  return aliases.flatMap(({ pattern }, index): readonly Problem[] => {
    const path = `aliases[${String(index)}].pattern`;
    if (hasWildcard(pattern)) return [];
    if (parseAddress(pattern) === null)
      return [{ path, reason: `${pattern} is neither an address nor has it a wildcard` }];
    return taken.has(patternKey(pattern))
      ? [{ path, reason: `${pattern} is the address of an account` }]
      : [];
  });
}

/** Whoever asks for a gateway's mail signs in as an account. */
function gatewayProblems({ gateways, accounts }: DirectoryLists): readonly Problem[] {
  const known = new Set(accounts.map(({ address }) => addressKey(address)));
  return gateways.flatMap(({ etrnAccounts }, index) =>
    etrnAccounts.flatMap((account, place) => {
      const path = formatPath(['gateways', index, 'etrnAccounts', place]);
      return known.has(patternKey(account)) ? [] : [{ path, reason: `${account} is no account` }];
    }),
  );
}
