import type { ChangedData } from '../contract/events.ts';
import type { ChangeKind } from '../contract/audit.ts';

/** What the window has to ask for anew after a change of each kind. */
export const CHANGED_DATA: Readonly<Record<ChangeKind, readonly ChangedData[]>> = {
  option: ['options'],
  settings: ['settings', 'status'],
  whiteList: ['whiteList'],
  trustedIps: ['networks'],
  localIps: ['networks'],
  allowList: ['screen'],
  screen: ['screen'],
  account: ['accounts', 'aliases', 'gateways'],
  domain: ['domains'],
  alias: ['aliases'],
  gateway: ['gateways'],
  dkim: ['dkim'],
  setup: [
    'options',
    'settings',
    'status',
    'whiteList',
    'networks',
    'screen',
    'accounts',
    'domains',
    'aliases',
    'gateways',
  ],
};
