import { expect, test } from 'vitest';
import type { Destination } from '../../../server/contract/directory.ts';
import { createDirectoryView } from '../../../server/directory/directory-view.ts';
import { deliveryKey, routeRecipient } from '../../../server/smtp/session/route-recipient.ts';
import { addressOf, wireLists } from '../../helpers/wire-setup.ts';

const view = createDirectoryView(wireLists({}), 1);
const dsn = { notify: ['FAILURE'], originalRecipient: 'rfc822;x@y.test' } as const;
const recipient = addressOf('team@local.test');
const route = (destination: Destination, sharesDomains = false) =>
  routeRecipient(recipient, destination, view, dsn, sharesDomains);

test('a local recipient goes to each mailbox it stands for, and to the addresses elsewhere', () => {
  const [joe, kim] = [addressOf('joe@ext.test'), addressOf('kim@gw.test')];
  expect(route({ kind: 'local', accountIds: [1, 2], forwardTo: [joe, kim], unheldTargets: [] })).toEqual([
    { kind: 'mailbox', accountId: 1, recipient },
    { kind: 'mailbox', accountId: 2, recipient },
    { kind: 'queue', recipient: joe, gateway: null, dsn },
    { kind: 'queue', recipient: kim, gateway: 'gw.test', dsn },
  ]);
});

test('a gateway recipient waits for the server of its domain', () => {
  const kim = addressOf('kim@gw.test');
  expect(routeRecipient(kim, { kind: 'gateway', domain: 'gw.test' }, view, dsn, false)).toEqual([
    { kind: 'queue', recipient: kim, gateway: 'gw.test', dsn },
  ]);
});

test('a remote recipient is queued for its own servers', () => {
  const joe = addressOf('joe@ext.test');
  expect(routeRecipient(joe, { kind: 'remote' }, view, dsn, false)).toEqual([
    { kind: 'queue', recipient: joe, gateway: null, dsn },
  ]);
});

test('an unknown recipient that was accepted lives on a sharing host: delivery finds out on which', () => {
  expect(route({ kind: 'unknown', unheldTargets: [] }, true)).toEqual(route({ kind: 'remote' }));
});

test('what an alias leads to and nobody here holds may live on a sharing host', () => {
  const u9 = addressOf('u9@local.test');
  const alias: Destination = { kind: 'local', accountIds: [1], forwardTo: [], unheldTargets: [u9] };
  const mailbox = { kind: 'mailbox', accountId: 1, recipient };
  const shared = { kind: 'queue', recipient: u9, gateway: null, dsn };
  expect(route(alias, true)).toEqual([mailbox, shared]);
  expect(route(alias, false)).toEqual([mailbox]);
  expect(route({ kind: 'unknown', unheldTargets: [u9] }, true)).toEqual([shared]);
});

test('one mailbox is one delivery by whatever name, one address elsewhere in whatever case', () => {
  const sales = addressOf('sales@local.test');
  expect(deliveryKey({ kind: 'mailbox', accountId: 1, recipient })).toBe(
    deliveryKey({ kind: 'mailbox', accountId: 1, recipient: sales }),
  );
  const queued = (text: string) =>
    deliveryKey({ kind: 'queue', recipient: addressOf(text), gateway: null, dsn });
  expect(queued('Joe@ext.test')).toBe(queued('joe@EXT.test'));
  expect(queued('joe@ext.test')).not.toBe(queued('jo@ext.test'));
});
