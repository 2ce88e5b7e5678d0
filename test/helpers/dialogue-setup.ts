import type { SharingAnswer } from '../../server/contract/facts.ts';
import type { WireSetup } from './wire-setup.ts';

/**
 * A setup with one thing changed, as dialogues write it: an option (`localSenderMustAuth.mode = report`,
 * `gatewaysExemptFromMatch = off`), `limits.…` or `dynamicScreen.…` and a number, or one of
 * `whiteList = u2@local.test`, `alias = team@local.test u1@local.test u2@local.test`, `plaintextAuth = off`,
 * `sendAs = u1 press@ext.test *@shop.test`, `wildcardAlias = off`, `gatewaySendersMustAuth = report`, `mailboxLogin = u1 12`
 * (minutes ago), `sharing = found host`, `sharing = not-found`, `sharing = error host`, `etrnAccounts = u1@local.test`,
 * `gatewayRecipients = kim@gw.test`, `dns = ext.test v=spf1 -all` (a TXT record), `dnsFails = ext.test`.
 */
export function changeSetup(setup: WireSetup, name: string, value: string): WireSetup {
  const [first = '', ...rest] = value.split(' ');
  const isOn = value === 'on';
  switch (name) {
    case 'whiteList':
      return { ...setup, whiteList: [{ pattern: value, comment: '', owner: '', expiresAt: null }] };
    case 'alias':
      return {
        ...setup,
        aliases: [...(setup.aliases ?? []), { pattern: first, targets: rest, membersMaySendAs: true }],
      };
    case 'plaintextAuth':
      return { ...setup, plaintextAuth: isOn };
    case 'wildcardAlias':
      return { ...setup, wildcardAlias: isOn };
    case 'gatewaySendersMustAuth':
      return { ...setup, gatewaySendersMustAuth: value === 'report' ? value : isOn };
    case 'sendAs':
      return { ...setup, sendAs: { ...setup.sendAs, [first]: rest } };
    case 'etrnAccounts':
      return { ...setup, gateway: { ...setup.gateway, etrnAccounts: value.split(' ') } };
    case 'gatewayRecipients':
      return {
        ...setup,
        gateway: { ...setup.gateway, recipientCheck: 'list', recipients: value.split(' ') },
      };
    case 'mailboxLogin':
      return { ...setup, mailboxLogins: { ...setup.mailboxLogins, [first]: Number(rest[0]) } };
    case 'dns':
      return { ...setup, dns: { ...setup.dns, [first]: { TXT: [rest.join(' ')] } } };
    case 'dnsFails':
      return { ...setup, dnsFails: value.split(' ') };
    case 'sharing':
      return { ...setup, sharing: sharingAnswer(first, rest[0] ?? '') };
    default:
      return changeNumberOrOption(setup, name, value);
  }
}

function sharingAnswer(kind: string, host: string): SharingAnswer {
  if (kind === 'found') return { kind, host };
  if (kind === 'error') return { kind, host, reason: 'no answer within 5 s' };
  return { kind: 'not-found' };
}

function changeNumberOrOption(setup: WireSetup, name: string, value: string): WireSetup {
  const [group = '', field = ''] = name.split('.');
  if (group === 'limits' || group === 'dynamicScreen') {
    return { ...setup, [group]: { ...setup[group], [field]: Number(value) } };
  }
  const options: Readonly<Record<string, unknown>> = setup.options ?? {};
  const before = options[group];
  const isNumber = /^\d+$/.test(value);
  const read = field === 'mode' ? value : isNumber ? Number(value) : value === 'on';
  const changed = field === '' ? read : { ...(typeof before === 'object' ? before : {}), [field]: read };
  return { ...setup, options: { ...options, [group]: changed } };
}
