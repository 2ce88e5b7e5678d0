import type { Handlers } from '../../../server/contract/api.ts';
import type { WhiteListView } from '../../../server/contract/list-calls.ts';
import type { Saved } from '../../../server/contract/status.ts';
import type { ChangeKind, KeptChange, NewChange } from '../../../server/contract/audit.ts';
import { ApiError } from '../../../server/contract/problem.ts';
import { wordsOf } from '../../../server/console/change-summary.ts';
import { unfoldedFieldsOf } from '../../../server/console/difference-fields.ts';
import { differencesBetween, type Difference } from '../../../server/console/state-differences.ts';
import { readDifferences, takeBack } from '../../../server/console/take-back.ts';
import { undoOf } from '../../../server/console/undo-change.ts';
import type { Save } from './fake-handlers.ts';
import type { FakeWorld } from './fake-world.ts';

type AuditCall = Extract<keyof Handlers, `audit.${string}`>;

/** The history of the world's changes, with the words and the undo of the real one. */
export function auditHandlers(world: FakeWorld, save: Save): Pick<Handlers, AuditCall> {
  const find = (id: number): KeptChange => {
    const found = world.changes.find((change) => change.id === id);
    if (!found) throw new ApiError('not-found', 'The history does not hold this change any more.');
    return found;
  };
  return {
    'audit.list': ({ text = '', kind, subject, before, limit = 50 } = {}) => {
      const words = text.toLowerCase().split(/\s+/).filter(Boolean);
      const found = world.changes.filter((change) => {
        const said = [change.summary, change.subject, change.reason, change.by].join('\n').toLowerCase();
        return (
          words.every((word) => said.includes(word)) &&
          (kind === undefined || change.kind === kind) &&
          (subject === undefined || change.subject === subject) &&
          (before === undefined || change.id < before)
        );
      });
      const state = stateOf(world);
      return {
        changes: found.slice(0, limit).map(({ differences, ...shown }) => ({
          ...shown,
          undo: undoOf({ ...shown, differences }, state),
        })),
        more: found.length > limit,
      };
    },
    'audit.explain': (id, reason) => {
      const explained = { ...find(id), reason };
      save('audit', () => {
        world.changes = world.changes.map((change) => (change.id === id ? explained : change));
      });
    },
    'audit.undo': (id) => {
      const made = find(id);
      const undo = undoOf(made, stateOf(world));
      if (!undo.possible) throw new ApiError('conflict', undo.because);
      const saved = save(DATA_OF[made.kind], () => {
        applyState(world, takeBack(stateOf(world), readDifferences(made.differences ?? '[]')) as FakeState);
      });
      return markUndone(world, made, saved);
    },
  };
}

function markUndone(world: FakeWorld, made: KeptChange, saved: Saved): Saved {
  const { change } = saved;
  const summary = made.summary.startsWith('Undone: ')
    ? made.summary.replace('Undone', 'Made again')
    : `Undone: ${made.summary}`;
  world.changes = world.changes.map((record) => {
    if (record.id === change) return { ...record, undoes: made.id, summary };
    return record.id === made.id ? { ...record, undoneBy: change } : record;
  });
  return saved;
}

const DATA_OF: Readonly<Record<ChangeKind, Parameters<Save>[0]>> = {
  option: 'options',
  settings: 'settings',
  whiteList: 'whiteList',
  trustedIps: 'networks',
  localIps: 'networks',
  allowList: 'screen',
  screen: 'screen',
  account: 'accounts',
  domain: 'domains',
  alias: 'aliases',
  gateway: 'gateways',
  dkim: 'dkim',
  setup: 'settings',
};

export type FakeState = ReturnType<typeof stateOf>;

/** What of the world a change can change. */
export function stateOf(world: FakeWorld) {
  const { options, firstRunFinishedAt: _history, ...settings } = world.settings;
  return {
    settings,
    options,
    whiteList: world.whiteList.map(({ pattern, comment, owner, expiresAt }) => ({
      pattern,
      comment,
      owner,
      expiresAt,
    })),
    localIps: world.localIps,
    trustedIps: world.trustedIps,
    dynamicScreen: { allowList: world.allowList },
    screen: world.blocked.map(({ hits: _counted, ...entry }) => entry),
    domains: world.domains,
    accounts: world.accounts,
    aliases: world.aliases,
    gateways: world.gateways,
    dkim: world.dkimKeys,
  };
}

function applyState(world: FakeWorld, state: FakeState): void {
  const { settings, options, dynamicScreen, screen, whiteList, dkim, ...lists } = state;
  const views = new Map(world.whiteList.map((view) => [view.pattern, view]));
  const fresh = { createdAt: Date.now(), keptAt: null, hits: 0, lastUsedAt: null };
  Object.assign(world, lists);
  world.settings = { ...world.settings, ...settings, options };
  world.allowList = dynamicScreen.allowList;
  world.blocked = screen.map((entry) => ({ hits: 0, ...entry }));
  world.whiteList = whiteList.map((entry): WhiteListView => ({
    ...fresh,
    ...views.get(entry.pattern),
    ...entry,
  }));
  world.dkimKeys = dkim;
}

const KIND_OF: Readonly<Record<string, ChangeKind>> = {
  options: 'option',
  whiteList: 'whiteList',
  localIps: 'localIps',
  trustedIps: 'trustedIps',
  dynamicScreen: 'allowList',
  screen: 'screen',
  domains: 'domain',
  accounts: 'account',
  aliases: 'alias',
  gateways: 'gateway',
  dkim: 'dkim',
};

/** Writes down what has changed in the world since it was in that state; answers the record's id. */
export function recordChange(world: FakeWorld, before: FakeState): number | null {
  const differences = differencesBetween(before, stateOf(world));
  const [first] = differences;
  if (!first) return null;
  const id = (world.changes[0]?.id ?? 0) + 1;
  const kind = KIND_OF[String(first.path[0])] ?? 'settings';
  const record = { at: Date.now(), by: 'Web console', kind, undoes: null };
  world.changes = [keptChange(id, record, differences), ...world.changes];
  return id;
}

function keptChange(
  id: number,
  record: Pick<NewChange, 'at' | 'by' | 'kind' | 'undoes'>,
  differences: readonly Difference[],
): KeptChange {
  const words = differences.map((difference) =>
    record.kind === 'settings' ? { ...difference, path: difference.path.slice(1) } : difference,
  );
  return {
    ...record,
    id,
    ...wordsOf(record.kind, words),
    fields: unfoldedFieldsOf(words),
    differences: JSON.stringify(differences),
    reason: '',
    undoneBy: null,
  };
}

/** What an office has changed lately, newest first. */
export function officeChanges(now: number): readonly KeptChange[] {
  const day = 86_400_000;
  const tell = (
    id: number,
    at: number,
    by: string,
    kind: ChangeKind,
    differences: readonly Difference[],
    reason = '',
  ): KeptChange => ({ ...keptChange(id, { at, by, kind, undoes: null }, differences), reason });
  return [
    tell(5, now - 2 * day, 'eva on this computer', 'whiteList', [
      {
        path: ['whiteList', ['*@workshop.example']],
        after: {
          pattern: '*@workshop.example',
          comment: 'Until the move is done',
          owner: 'Tom',
          expiresAt: now + 5 * day,
        },
      },
    ]),
    tell(
      4,
      now - 12 * day,
      'anna on this computer',
      'option',
      [{ path: ['options', 'localIpMustAuth', 'mode'], before: 'report', after: 'enforce' }],
      'The scanner signs in now.',
    ),
    tell(3, now - 20 * day, 'Web console', 'account', [
      {
        path: ['accounts', ['tom@office.example'], 'passwordHash'],
        before: '(hidden)',
        after: '(new, hidden)',
      },
    ]),
    tell(2, now - 40 * day, 'anna on this computer', 'trustedIps', [
      {
        path: ['trustedIps', ['192.168.1.20']],
        after: { range: '192.168.1.20', comment: 'Scanner on the second floor' },
      },
    ]),
    tell(1, now - 41 * day, 'Setup document', 'setup', [
      { path: ['settings', 'hostname'], before: 'localhost', after: 'mail.office.example' },
      { path: ['domains', ['office.example']], after: { name: 'office.example', subaddressSeparator: '+' } },
    ]),
  ];
}
