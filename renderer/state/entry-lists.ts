import type {
  AliasEntry,
  CommentedNetwork,
  DomainEntry,
  GatewayEntry,
  WhiteListEntry,
} from '../../server/contract/directory.ts';
import { listsText } from '../text/en/lists.ts';
import type { EntryList } from './entry-list.ts';

export const ALIASES: EntryList<AliasEntry> = {
  shownBy: 'aliases.list',
  keyOf: ({ pattern }) => pattern,
  label: listsText.aliases.label,
  save: (entry, previous) => ['aliases.save', entry, previous],
  remove: (pattern) => ['aliases.remove', pattern],
};

export const DOMAINS: EntryList<DomainEntry> = {
  shownBy: 'domains.list',
  keyOf: ({ name }) => name,
  label: listsText.domains.label,
  save: (entry, previous) => ['domains.save', entry, previous],
  remove: (name) => ['domains.remove', name],
};

export const GATEWAYS: EntryList<GatewayEntry> = {
  shownBy: 'gateways.list',
  keyOf: ({ domain }) => domain,
  label: listsText.gateways.label,
  save: (entry, previous) => ['gateways.save', entry, previous],
  remove: (domain) => ['gateways.remove', domain],
};

export const TRUSTED_IPS: EntryList<CommentedNetwork> = {
  shownBy: 'networks.list',
  keyOf: ({ range }) => range,
  label: listsText.networks.trustedLabel,
  save: (entry, previous) => ['networks.saveTrusted', entry, previous],
  remove: (range) => ['networks.removeTrusted', range],
};

/** Its entries are added and removed, never changed. */
export const ALLOW_LIST: EntryList<CommentedNetwork> = {
  shownBy: 'screen.list',
  keyOf: ({ range }) => range,
  label: listsText.screen.allowLabel,
  save: (entry) => ['screen.allow', entry],
  remove: (range) => ['screen.disallow', range],
};

export const WHITE_LIST: EntryList<WhiteListEntry> = {
  shownBy: 'whiteList.list',
  keyOf: ({ pattern }) => pattern,
  label: listsText.whiteList.label,
  // The entry alone, without what the server counts about it.
  save: ({ pattern, comment, owner, expiresAt }, previous) => [
    'whiteList.save',
    { pattern, comment, owner, expiresAt },
    previous,
  ],
  remove: (pattern) => ['whiteList.remove', pattern],
};
