import type { Handlers } from '../../../server/contract/api.ts';
import type { DkimKeyView } from '../../../server/contract/delivery-calls.ts';
import { ApiError } from '../../../server/contract/problem.ts';
import type { Save } from './fake-handlers.ts';
import type { FakeWorld } from './fake-world.ts';
import { seededRandom } from './random.ts';

type DkimCall = Extract<keyof Handlers, `dkim.${string}`>;

/** DKIM keys that sign nothing; the DNS is the world's `published`. */
export function dkimHandlers(world: FakeWorld, save: Save): Pick<Handlers, DkimCall> {
  const find = (domain: string, selector: string): DkimKeyView => {
    const key = world.dkimKeys.find((other) => other.domain === domain && other.selector === selector);
    if (!key) throw new ApiError('not-found', 'There is no such key.');
    return key;
  };
  return {
    'dkim.list': () => world.dkimKeys,
    'dkim.create': (domain, selector, algorithm) => {
      if (world.dkimKeys.some((key) => key.domain === domain && key.selector === selector))
        throw new ApiError('conflict', `${selector} names another key of ${domain} already.`);
      const key = fakeKey(domain, selector, algorithm, Date.now(), false);
      save('dkim', () => {
        world.dkimKeys = [...world.dkimKeys, key];
      });
      return key;
    },
    'dkim.check': (domain, selector) => {
      const { recordName, recordValue } = find(domain, selector);
      const found = world.published[recordName] ?? [];
      if (found.length === 0)
        return { state: 'missing', detail: `There is no TXT record at ${recordName} yet.`, found };
      if (!found.includes(recordValue))
        return { state: 'different', detail: 'The record there holds another key.', found };
      return { state: 'published', detail: 'The record is there and holds this key.', found };
    },
    'dkim.activate': (domain, selector, active) => {
      const { algorithm } = find(domain, selector);
      save('dkim', () => {
        world.dkimKeys = world.dkimKeys.map((key) => {
          if (key.domain !== domain || key.algorithm !== algorithm) return key;
          return { ...key, active: active && key.selector === selector };
        });
      });
    },
    'dkim.remove': (domain, selector) => {
      save('dkim', () => {
        world.dkimKeys = world.dkimKeys.filter((key) => key.domain !== domain || key.selector !== selector);
      });
    },
  };
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A key whose record has the length of a real one. */
export function fakeKey(
  domain: string,
  selector: string,
  algorithm: DkimKeyView['algorithm'],
  createdAt: number,
  active: boolean,
): DkimKeyView {
  const random = seededRandom(selector.length + domain.length);
  const letters = (count: number) =>
    Array.from({ length: count }, () => BASE64.charAt(Math.floor(random() * BASE64.length))).join('');
  const publicKey =
    algorithm === 'rsa'
      ? `MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA${letters(344)}IDAQAB`
      : `${letters(43)}=`;
  return {
    domain,
    selector,
    algorithm,
    createdAt,
    active,
    recordName: `${selector}._domainkey.${domain}`,
    recordValue: `v=DKIM1; k=${algorithm}; p=${publicKey}`,
  };
}
