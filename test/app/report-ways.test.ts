import { describe, expect, test } from 'vitest';
import type { DirectoryView } from '../../server/contract/directory-view.ts';
import { defaultSettings } from '../../server/contract/settings.ts';
import { deliveriesOfEntry, deliveriesOfReport, postmasterFor } from '../../server/app/report-ways.ts';
import { MemoryDirectory } from '../helpers/memory-directory.ts';
import { address } from '../helpers/memory-queue.ts';
import { wireLists } from '../helpers/wire-setup.ts';

/** local.test is local with u1 and u2, gw.test a gateway; nobody catches unknown names. */
const lists = { ...wireLists({}), aliases: [] };
const directory: DirectoryView = new MemoryDirectory(lists, new Map()).view();
const NEVER = { notify: ['NEVER'], originalRecipient: null };

describe('a report', () => {
  test('goes into the mailbox of a sender here', () => {
    const to = address('u1@local.test');
    expect(deliveriesOfReport(to, { directory }, false)).toEqual([
      { kind: 'mailbox', accountId: 1, recipient: to },
    ]);
  });

  test.each([
    ['joe@remote.test', null],
    ['joe@gw.test', 'gw.test'],
  ])('to %s is queued and never reported on', (text, gateway) => {
    const to = address(text);
    expect(deliveriesOfReport(to, { directory }, false)).toEqual([
      { kind: 'queue', recipient: to, gateway, dsn: NEVER },
    ]);
  });

  test('to a sender that is not here goes nowhere, or where domains are shared to who has him', () => {
    const to = address('nobody@local.test');
    expect(deliveriesOfReport(to, { directory }, false)).toEqual([]);
    expect(deliveriesOfReport(to, { directory }, true)).toEqual([
      { kind: 'queue', recipient: to, gateway: null, dsn: NEVER },
    ]);
  });

  test.each([
    ['a sender here', 'u1@local.test', 'local.test'],
    ['a sender elsewhere', 'joe@remote.test', 'local.test'],
  ])('to %s comes from the postmaster of a domain of ours', (_who, sender, domain) => {
    const snapshot = { directory, settings: defaultSettings('mail.example.com') };
    expect(postmasterFor(address(sender), snapshot)).toEqual({ localPart: 'postmaster', domain });
  });

  test('comes from the postmaster of the host where no domain is local', () => {
    const nowhere = { ...directory, firstLocalDomain: null };
    const snapshot = { directory: nowhere, settings: defaultSettings('mail.example.com') };
    expect(postmasterFor(address('joe@remote.test'), snapshot).domain).toBe('mail.example.com');
  });
});

test('an entry whose domain has become local goes into the mailbox', () => {
  const recipient = address('u2@local.test');
  const dsn = { notify: [], originalRecipient: null } as const;
  expect(deliveriesOfEntry({ recipient, dsn }, { directory }, false)).toEqual([
    { kind: 'mailbox', accountId: 2, recipient },
  ]);
});
