import { describe, expect, test } from 'vitest';
import { undoWeakens } from '../../../renderer/pages/changes/weakens.ts';
import type { ChangeKind, ChangeRecord } from '../../../server/contract/audit.ts';

type Field = ChangeRecord['fields'][number];

function change(
  kind: ChangeKind,
  path: string,
  before: Field['before'],
  after: Field['after'],
): ChangeRecord {
  return {
    id: 1,
    at: 0,
    by: 'Web console',
    kind,
    subject: '',
    summary: '',
    fields: [{ path, before, after }],
    reason: '',
    undoneBy: null,
    undoes: null,
    undo: { possible: true },
  };
}

describe('going back is asked about', () => {
  test.each<[string, ChangeKind, string, string | null, string | null]>([
    ['where a rule was off', 'option', 'options.localIpMustAuth.mode', 'off', 'enforce'],
    ['where a rule only reported', 'option', 'options.localIpMustAuth.mode', 'report', 'enforce'],
    ['where trusted IPs could relay', 'option', 'options.trustedIpsMayRelay', 'true', 'false'],
    ['where an exception was made', 'option', 'options.localSenderMustAuth.unlessTrustedIp', 'true', 'false'],
    [
      'where signed-in sessions were exempt',
      'option',
      'options.popBeforeSmtp.exemptAuthenticated',
      'true',
      'false',
    ],
    [
      'where a further condition was not set',
      'option',
      'options.noAuthOnSmtpPort.screenAuthProbes',
      'false',
      'true',
    ],
    ['where an address was exempt', 'whiteList', 'whiteList[a@b.example].pattern', 'a@b.example', null],
    ['where a network was not yet local', 'localIps', 'localIps[10.0.0.0/8]', null, '10.0.0.0/8'],
    ['where a network was not yet blocked', 'screen', 'screen[192.0.2.7].network', null, '192.0.2.7'],
    [
      'where an account could send as another',
      'account',
      'accounts[u1@office.example].sendAs[ceo@office.example]',
      'ceo@office.example',
      null,
    ],
    [
      'where an account could send as others, and may no longer',
      'account',
      'accounts[u1@office.example].sendAs',
      'ceo@office.example',
      null,
    ],
  ])('%s', (_, kind, path, before, after) => {
    expect(undoWeakens(change(kind, path, before, after))).toBe(true);
  });
});

describe('going back is done at once', () => {
  test.each<[string, ChangeKind, string, string | null, string | null]>([
    ['where a rule was enforced', 'option', 'options.localIpMustAuth.mode', 'enforce', 'off'],
    [
      'where there was no exception',
      'option',
      'options.localSenderMustAuth.unlessTrustedIp',
      'false',
      'true',
    ],
    [
      'where a further condition was set',
      'option',
      'options.noAuthOnSmtpPort.screenAuthProbes',
      'true',
      'false',
    ],
    ['where minutes were others', 'option', 'options.popBeforeSmtp.minutes', '30', '60'],
    ['where a network was local', 'localIps', 'localIps[10.0.0.0/8]', '10.0.0.0/8', null],
    ['where a name was another', 'account', 'accounts[u1@office.example].displayName', 'Anna', 'Ann'],
  ])('%s', (_, kind, path, before, after) => {
    expect(undoWeakens(change(kind, path, before, after))).toBe(false);
  });
});
