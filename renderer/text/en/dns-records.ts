import { words } from '../words.ts';

export const dnsText = words('dnsText', {
  title: 'DNS records',
  lead: 'What others look up before they bring mail here, or believe mail that comes from here.',
  domainsLead:
    'Compares what DNS says with what mail of each domain needs. Asks the name servers when you say so.',
  noDomains: 'Add a domain first.',
  check: 'Check now',
  checkFor: (domain: string) => `Check now: DNS records of ${domain}`,
  checking: 'Asking DNS…',
  failed: 'The check could not be made.',
  publicIps: 'Public address',
  publicIpsHelp:
    'At which others reach this server. Several are parted by commas; empty: as this computer and DNS know it.',
  states: { right: 'Right', missing: 'Missing', wrong: 'Wrong', unknown: 'Not known' },
  summary: (right: number, all: number) => `${String(right)} of ${String(all)} right`,
  asked: (resolvers: string) => `Asked: ${resolvers}`,
  found: 'Found',
  wanted: 'Record to publish',
  type: 'Type',
  name: 'Name',
  value: 'Value',
  copyName: 'Copy name',
  copyValue: 'Copy value',
  copyNameOf: (record: string) => `Copy name of the ${record} record`,
  copyValueOf: (record: string) => `Copy value of the ${record} record`,
  findings: (domain: string) => `DNS records of ${domain}`,
} as const);
