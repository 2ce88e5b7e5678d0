import { addressKey, type Address } from '../contract/address.ts';
import type { WhiteListEntry } from '../contract/directory.ts';
import type { DirectoryView } from '../contract/directory-view.ts';
import type { OptionSettings } from '../contract/settings.ts';
import type { JudgedPolicy } from '../contract/what-if.ts';
import { EMPTY_LISTS } from '../directory/directory-lists.ts';
import { createDirectoryView } from '../directory/directory-view.ts';
import { findWhiteListEntry } from '../policy/white-list.ts';

/** What recorded facts are taken anew from, and judged by. */
export interface PolicyInQuestion {
  readonly options: OptionSettings;
  localRange(ip: string): string | null;
  trustedRange(ip: string): string | null;
  whiteListEntry(address: Address): WhiteListEntry | null;
}

type QuestionedLists = Pick<DirectoryView, 'whiteList' | 'localRange' | 'trustedRange'>;

/** The part of a directory that a draft can change, with the answers that the directory itself would give. */
export function listsInQuestion({ whiteList, localIps, trustedIps }: JudgedPolicy): QuestionedLists {
  const records = whiteList.map((entry) => ({ ...entry, createdAt: 0, keptAt: null }));
  const view = createDirectoryView({ ...EMPTY_LISTS, whiteList: records, localIps, trustedIps }, 0);
  return {
    whiteList: view.whiteList,
    localRange: (ip) => view.localRange(ip),
    trustedRange: (ip) => view.trustedRange(ip),
  };
}

/**
 * What is asked of one policy, at one time (milliseconds since 1970): an entry that has expired excuses nobody now. The
 * same clients and senders come again and again, so answers are kept.
 */
export function policyInQuestion(policy: JudgedPolicy, now: number): PolicyInQuestion {
  const lists = listsInQuestion(policy);
  return {
    options: policy.options,
    localRange: remembered(
      (ip) => lists.localRange(ip),
      (ip: string) => ip,
    ),
    trustedRange: remembered(
      (ip) => lists.trustedRange(ip),
      (ip: string) => ip,
    ),
    whiteListEntry: remembered(
      (address: Address) => findWhiteListEntry(lists.whiteList, address, now),
      addressKey,
    ),
  };
}

function remembered<A, R>(ask: (about: A) => R, keyOf: (about: A) => string): (about: A) => R {
  const known = new Map<string, { readonly answer: R }>();
  return (about) => {
    const key = keyOf(about);
    const earlier = known.get(key);
    if (earlier) return earlier.answer;
    const answer = ask(about);
    known.set(key, { answer });
    return answer;
  };
}
