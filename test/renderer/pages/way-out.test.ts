import { expect, test } from 'vitest';
import { DEFAULT_OUTBOUND, type SmartHost } from '../../../server/contract/settings.ts';
import { wayOut } from '../../../renderer/pages/queue/way-out.ts';

const host = (name: string): SmartHost => ({ host: name, port: 587, tls: 'required', login: null });
const MESSAGE = { recipient: 'joe@bank.example', sender: 'anna@office.example', gateway: null };
const BY_SMART_HOST = { ...DEFAULT_OUTBOUND, mode: 'smart-host' as const, smartHost: host('relay.example') };
const TO_BANK = { match: 'recipient' as const, domain: 'bank.example', smartHost: host('secure.example') };
const FROM_OFFICE = { match: 'sender' as const, domain: 'office.example', smartHost: host('own.example') };

test.each([
  ['straight, where nothing else is set', MESSAGE, DEFAULT_OUTBOUND, 'Its mail server'],
  ['by the smart host', MESSAGE, BY_SMART_HOST, 'Smart host relay.example'],
  [
    'straight, where the smart host is kept but not used',
    MESSAGE,
    { ...DEFAULT_OUTBOUND, smartHost: host('relay.example') },
    'Its mail server',
  ],
  [
    'by the route of the sender',
    MESSAGE,
    { ...BY_SMART_HOST, routes: [FROM_OFFICE] },
    'Smart host own.example',
  ],
  [
    'by the route of the recipient before that of the sender',
    MESSAGE,
    { ...BY_SMART_HOST, routes: [FROM_OFFICE, TO_BANK] },
    'Smart host secure.example',
  ],
  [
    'to the gateway before all',
    { ...MESSAGE, gateway: 'bank.example' },
    { ...BY_SMART_HOST, routes: [TO_BANK] },
    'gateway bank.example',
  ],
])('mail goes %s', (_what, message, outbound, words) => {
  expect(wayOut(message, outbound)).toBe(words);
});
