import type { Handlers } from '../../../server/contract/api.ts';
import type { DnsFinding, FirstRunCalls } from '../../../server/contract/first-run.ts';
import type { Save } from './fake-handlers.ts';
import type { FakeWorld } from './fake-world.ts';

/** What the first run asks: a machine on which another program has a port, and a domain that is half published. */
export function firstRunHandlers(world: FakeWorld, save: Save): Pick<Handlers, keyof FirstRunCalls> {
  return {
    'firstRun.get': () => {
      const { firstRunFinishedAt: finishedAt } = world.settings;
      const isEmpty = world.domains.length === 0 && world.accounts.length === 0;
      return {
        needed: finishedAt === null && isEmpty,
        finishedAt,
        suggestions: {
          hostname: 'mail.office.example',
          domain: 'office.example',
          localIps: ['192.168.1.0/24'],
        },
      };
    },
    'firstRun.finish': () => {
      save('settings', () => {
        world.settings = { ...world.settings, firstRunFinishedAt: 1 };
      });
    },
    'ports.check': (wishes) =>
      wishes.map(({ port }) => {
        if (port === 25)
          return {
            port,
            state: 'taken',
            holder: 'master',
            remedy: 'Stop that program, or choose another port for this listener.',
          };
        if (port === 110)
          return {
            port,
            state: 'forbidden',
            holder: null,
            remedy: 'Allow ports from 110 on with "sysctl net.ipv4.ip_unprivileged_port_start=110".',
          };
        return { port, state: 'ours', holder: null, remedy: '' };
      }),
    'dns.check': (domain, publicIps) => ({
      domain,
      at: 1_790_000_000_000,
      publicIps: publicIps.length > 0 ? publicIps : ['203.0.113.7'],
      resolvers: ['ns1.provider.example, ns2.provider.example', '192.168.1.1'],
      findings: findingsOf(domain),
    }),
    'test.message': (account, password) =>
      password === 'wrong-password'
        ? {
            result: 'refused',
            steps: [{ text: 'The server said: 535 5.7.8 Authentication failed', ok: false }],
            session: null,
          }
        : {
            result: 'delivered',
            steps: [
              { text: 'Connected to port 587 of 127.0.0.1 over TLS.', ok: true },
              { text: `Signed in as ${account}.`, ok: true },
              { text: `Sent a message to ${account}: 250 2.0.0 Queued as 4fk2`, ok: true },
              { text: `The message lies in the mailbox of ${account}.`, ok: true },
            ],
            session: { startedAt: 1_790_000_000_000, id: 's1' },
          },
    'test.attempt': () => ({
      result: 'blocked',
      reply: '530 5.7.0 Authentication required [4fk3]',
      session: { startedAt: 1_790_000_001_000, id: 's2' },
    }),
  };
}

function findingsOf(domain: string): readonly DnsFinding[] {
  const key = `v=DKIM1; k=rsa; p=${'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA'.repeat(9)}`;
  return [
    {
      record: 'MX',
      name: domain,
      state: 'right',
      found: [`10 mail.${domain}.`],
      detail: `Mail for ${domain} comes to this server.`,
      wanted: null,
    },
    {
      record: 'A',
      name: `mail.${domain}`,
      state: 'wrong',
      found: ['198.51.100.1'],
      detail: `mail.${domain} leads to 198.51.100.1, not to 203.0.113.7.`,
      wanted: { type: 'A', name: `mail.${domain}`, value: '203.0.113.7' },
    },
    {
      record: 'PTR',
      name: '7.113.0.203.in-addr.arpa',
      state: 'unknown',
      found: [],
      detail: 'DNS gave no answer: no answer in time. Once it does, compare it with the record below.',
      wanted: { type: 'PTR', name: '7.113.0.203.in-addr.arpa', value: `mail.${domain}.` },
    },
    {
      record: 'SPF',
      name: domain,
      state: 'wrong',
      found: ['v=spf1 include:_spf.news.example -all'],
      detail: `Mail of ${domain} from this server does not pass (203.0.113.7: fail). The record below adds it to yours.`,
      wanted: {
        type: 'TXT',
        name: domain,
        value: 'v=spf1 ip4:203.0.113.7 include:_spf.news.example -all',
      },
    },
    {
      record: 'DKIM',
      name: `gp2026a._domainkey.${domain}`,
      state: 'missing',
      found: [],
      detail: `There is no TXT record gp2026a._domainkey.${domain} yet.`,
      wanted: { type: 'TXT', name: `gp2026a._domainkey.${domain}`, value: key },
    },
    {
      record: 'DMARC',
      name: `_dmarc.${domain}`,
      state: 'right',
      found: ['v=DMARC1; p=none'],
      detail: 'Others only watch and report: nothing is refused yet.',
      wanted: null,
    },
  ];
}
