import { expect, test } from 'vitest';
import { defaultSettings, type SharingHost } from '../../server/contract/settings.ts';
import { findSharingWarnings } from '../../server/policy/sharing-warnings.ts';

const LOGIN = { user: 'office', password: 'secret' };

function codes(enabled: boolean, ...hosts: readonly (Partial<SharingHost> & { host: string })[]) {
  const settings = {
    ...defaultSettings('mail.local.test'),
    domainSharing: {
      enabled,
      hosts: hosts.map((host): SharingHost => ({ port: 25, tls: 'opportunistic', login: null, ...host })),
    },
  };
  return findSharingWarnings(settings, ['127.0.0.1', '192.0.2.1']).map(
    ({ code, text }) => `${code}: ${text}`,
  );
}

const itself = (place: string) =>
  `domain-sharing-asks-itself: The sharing host ${place} is this server itself: it has no address that is unknown here.`;

test.each<[string, readonly string[], readonly string[]]>([
  ['off: nothing', codes(false), []],
  [
    'on without hosts',
    codes(true),
    ['domain-sharing-without-hosts: Domain Sharing is on, but there is no server to ask.'],
  ],
  ['another server', codes(true, { host: 'mail2.local.test' }, { host: '192.0.2.2' }), []],
  ['an IP address of this machine', codes(true, { host: '192.0.2.1' }), [itself('192.0.2.1:25')]],
  [
    'this machine by its usual name',
    codes(true, { host: 'localhost', port: 587 }),
    [itself('localhost:587')],
  ],
  ['the host name', codes(true, { host: 'Mail.Local.Test' }), [itself('Mail.Local.Test:25')]],
  ['another program on this machine', codes(true, { host: '127.0.0.1', port: 2700 }), []],
  ['a POP3 port of this machine', codes(true, { host: '127.0.0.1', port: 110 }), []],
  [
    'a login that is never sent',
    codes(true, { host: 'mail2.local.test', tls: 'none', login: LOGIN }),
    [
      'sharing-login-needs-tls: The sharing host mail2.local.test:25 cannot be asked: it has a login, which is sent under TLS only, and TLS is off.',
    ],
  ],
  ['a login under TLS', codes(true, { host: 'mail2.local.test', login: LOGIN }), []],
  ['a login on this machine', codes(true, { host: '127.0.0.1', port: 2700, tls: 'none', login: LOGIN }), []],
])('%s', (_sentence, found, expected) => {
  expect(found).toEqual(expected);
});
