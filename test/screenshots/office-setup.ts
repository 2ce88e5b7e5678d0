import type { WrittenSetup } from '../helpers/headless-host.ts';
import type { Neighbours } from './neighbours.ts';

/** An office of three people and a front desk, with a second domain, a branch and a sister server. */
export function officeSetup({ dns, relay, sister }: Neighbours): WrittenSetup {
  return {
    hostname: 'mail.office.example',
    listeners: [
      { name: 'smtp', kind: 'smtp', host: '127.0.0.1', port: 0, tls: 'starttls' },
      { name: 'submission', kind: 'msa', host: '127.0.0.1', port: 0, tls: 'starttls' },
      { name: 'submissions', kind: 'msa', host: '127.0.0.1', port: 0, tls: 'implicit' },
      { name: 'pop3', kind: 'pop3', host: '127.0.0.1', port: 0, tls: 'starttls' },
    ],
    allowPlaintextAuthFrom: ['127.0.0.0/8'],
    options: {
      noAuthOnSmtpPort: { mode: 'enforce', screenAuthProbes: true },
      dmarcMustPass: { mode: 'enforce', trustedArcSealers: ['lists.example'] },
      accountLimits: { mode: 'enforce' },
    },
    localIps: ['127.0.1.0/24', '192.168.0.0/16'],
    trustedIps: [{ range: '127.0.2.0/24', comment: 'Scanners on the second floor' }],
    whiteList: [
      { pattern: 'newsletter@office.example', comment: 'The newsletter tool signs in as anna' },
      { pattern: '*@events.example', comment: 'Trade fair, until spring', expiresAt: '2027-03-31T00:00:00Z' },
    ],
    domains: [{ name: 'office.example' }, { name: 'workshop.example', subaddressSeparator: '' }],
    accounts: [
      {
        address: 'anna@office.example',
        password: 'a long password',
        displayName: 'Anna Berg',
        sendAs: ['press@office.example', '*@workshop.example'],
      },
      { address: 'tom@office.example', password: 'another password', displayName: 'Tom Ruiz' },
      { address: 'info@office.example', password: 'a third password', displayName: 'Front desk' },
      {
        address: 'shop@workshop.example',
        password: 'a fourth password',
        displayName: 'Web shop',
        limits: { messagesPerHour: 3 },
      },
    ],
    aliases: [
      { pattern: 'sales@office.example', targets: ['anna@office.example', 'tom@office.example'] },
      { pattern: 'postmaster@office.example', targets: ['anna@office.example'] },
      { pattern: '*@office.example', targets: ['info@office.example'], membersMaySendAs: false },
    ],
    gateways: [
      {
        domain: 'branch.example',
        host: '127.0.0.1',
        port: 9,
        sendersMustAuth: true,
        recipientCheck: 'list',
        recipients: ['info@branch.example', 'team-*@branch.example'],
      },
      {
        domain: 'archive.example',
        host: 'mail.archive.example',
        sendersMustAuth: 'report',
        delivery: 'etrn',
        etrnAccounts: ['tom@office.example'],
      },
    ],
    domainSharing: { enabled: true, hosts: [{ host: '127.0.0.1', port: sister.port }] },
    outbound: {
      mode: 'smart-host',
      smartHost: {
        host: '127.0.0.1',
        port: relay.port,
        tls: 'none',
      },
    },
    dns: { servers: [dns.address], validating: false },
  };
}
