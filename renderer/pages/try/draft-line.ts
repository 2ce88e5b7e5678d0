import type { CommentedNetwork, WhiteListEntry } from '../../../server/contract/directory.ts';
import type { OptionPath } from '../../../server/contract/options.ts';
import type { OptionSettings } from '../../../server/contract/settings.ts';
import type { PolicyDraft } from '../../../server/contract/what-if.ts';
import { changeTo, valueAt, type OptionValue } from '../../state/option-values.ts';
import type { Step } from '../../state/use-change.ts';

export const LISTS = ['whiteList', 'trustedIps', 'localIps'] as const;
export type ListName = (typeof LISTS)[number];

/** One change of a draft. */
export type DraftLine =
  | { readonly kind: 'option'; readonly path: OptionPath; readonly value: OptionValue }
  | { readonly kind: 'add' | 'remove'; readonly list: ListName; readonly entry: string };

/** What is in force, as far as a draft can change it. */
export interface Lists {
  readonly options: OptionSettings;
  readonly whiteList: readonly WhiteListEntry[];
  readonly trustedIps: readonly CommentedNetwork[];
  readonly localIps: readonly string[];
}

/** Names what a line is about; another line about the same takes its place. */
export function subjectOf(line: DraftLine): string {
  return line.kind === 'option' ? line.path : `${line.list} ${line.entry}`;
}

/** The draft that the lines make together. */
export function draftOf(lines: readonly DraftLine[], lists: Lists): PolicyDraft {
  const options: Record<string, unknown> = {};
  for (const line of lines) {
    if (line.kind !== 'option') continue;
    const { key, change } = changeTo(line.path, line.value);
    const before = options[key];
    options[key] =
      typeof change === 'object' && typeof before === 'object' ? { ...before, ...change } : change;
  }
  const changed = (list: ListName): boolean =>
    lines.some((line) => line.kind !== 'option' && line.list === list);
  return {
    ...(Object.keys(options).length > 0 && { options }),
    ...(changed('whiteList') && {
      whiteList: after('whiteList', lines, lists.whiteList, ({ pattern }) => pattern, whiteListEntry),
    }),
    ...(changed('trustedIps') && {
      trustedIps: after('trustedIps', lines, lists.trustedIps, ({ range }) => range, trustedNetwork),
    }),
    ...(changed('localIps') && { localIps: localIpsAfter(lines, lists) }),
  };
}

/** The calls that make the draft, and those that take it back in turn. */
export function stepsOf(
  lines: readonly DraftLine[],
  lists: Lists,
): { readonly run: readonly Step[]; readonly undo: readonly Step[] } {
  const pairs = lines.flatMap((line): readonly (readonly [Step, Step])[] => {
    if (line.kind === 'option') return [optionSteps(line.path, line.value, lists)];
    return line.list === 'localIps' ? [] : listSteps(line, lists);
  });
  const changesLocal = lines.some((line) => line.kind !== 'option' && line.list === 'localIps');
  if (changesLocal)
    pairs.push([
      ['networks.setLocal', localIpsAfter(lines, lists)],
      ['networks.setLocal', lists.localIps],
    ]);
  return { run: pairs.map(([run]) => run), undo: pairs.map(([, undo]) => undo).reverse() };
}

function optionSteps(path: OptionPath, value: OptionValue, { options }: Lists): readonly [Step, Step] {
  const next = changeTo(path, value);
  const before = changeTo(path, valueAt(options, path));
  return [
    ['options.set', next.key, next.change],
    ['options.set', before.key, before.change],
  ];
}

function listSteps(
  { kind, list, entry }: Exclude<DraftLine, { kind: 'option' }>,
  { whiteList, trustedIps }: Lists,
): readonly (readonly [Step, Step])[] {
  if (list === 'whiteList') {
    const known = whiteList.find(({ pattern }) => pattern === entry);
    const save: Step = ['whiteList.save', plainEntry(known ?? whiteListEntry(entry)), null];
    const remove: Step = ['whiteList.remove', entry];
    return [kind === 'add' ? [save, remove] : [remove, save]];
  }
  const known = trustedIps.find(({ range }) => range === entry);
  const save: Step = ['networks.saveTrusted', known ?? trustedNetwork(entry), null];
  const remove: Step = ['networks.removeTrusted', entry];
  return [kind === 'add' ? [save, remove] : [remove, save]];
}

function localIpsAfter(lines: readonly DraftLine[], { localIps }: Lists): string[] {
  return after(
    'localIps',
    lines,
    localIps,
    (range) => range,
    (range) => range,
  );
}

function after<T>(
  list: ListName,
  lines: readonly DraftLine[],
  before: readonly T[],
  nameOf: (entry: T) => string,
  entryOf: (name: string) => T,
): T[] {
  const ofList = lines.filter((line) => line.kind !== 'option').filter((line) => line.list === list);
  const removed = new Set(ofList.filter(({ kind }) => kind === 'remove').map(({ entry }) => entry));
  const added = ofList.filter(({ kind }) => kind === 'add').map(({ entry }) => entryOf(entry));
  return [...before.filter((entry) => !removed.has(nameOf(entry))).map(plain), ...added];
}

/** What the server counts about an entry is none of the draft's. */
function plain<T>(entry: T): T {
  return isWhiteListEntry(entry) ? (plainEntry(entry) as T) : entry; // a whole entry of the same kind
}

function isWhiteListEntry(entry: unknown): entry is WhiteListEntry {
  return typeof entry === 'object' && entry !== null && 'pattern' in entry;
}

function plainEntry({ pattern, comment, owner, expiresAt }: WhiteListEntry): WhiteListEntry {
  return { pattern, comment, owner, expiresAt };
}

function whiteListEntry(pattern: string): WhiteListEntry {
  return { pattern, comment: '', owner: '', expiresAt: null };
}

function trustedNetwork(range: string): CommentedNetwork {
  return { range, comment: '' };
}
