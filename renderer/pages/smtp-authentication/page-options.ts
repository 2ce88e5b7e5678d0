import type { OptionPath } from '../../../server/contract/options.ts';

/** The options of this page, in its order. */
export const PAGE_OPTIONS: readonly OptionPath[] = [
  'localSenderMustAuth',
  'localSenderMustAuth.unlessToLocalAccount',
  'localSenderMustAuth.unlessDomainSharing',
  'localSenderMustAuth.unlessTrustedIp',
  'localSenderMustAuth.unlessDmarcAligned',
  'localIpMustAuth',
  'returnPathMustMatch',
  'fromHeaderMustMatch',
  'roleAddressMustAuth',
  'popBeforeSmtp.exemptAuthenticated',
  'noAuthOnSmtpPort',
  'noAuthOnSmtpPort.screenAuthProbes',
  'displayNameMayNotShowAnotherAddress',
];
