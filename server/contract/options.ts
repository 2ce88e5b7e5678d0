/**
 * The options of the *SMTP Authentication* page, and those its text refers to: one table that the settings
 * schema, the policy, the window and the tests read. Labels and quotations are the words of MDaemon 21.5.
 */

/** What a rule does with a violation: nothing, note it in the session log, or refuse. */
export const MODES = ['off', 'report', 'enforce'] as const;
export type Mode = (typeof MODES)[number];

/** Which direction of a switch lets in what the default keeps out; the window asks before it goes there. */
export type Danger = 'off' | 'on';

export interface ExceptionOption {
  readonly label: string;
  readonly default: boolean;
  /** One or two plain sentences for the window. */
  readonly help: string;
  /** A further condition rather than an exception: on, it keeps out more. */
  readonly tightens?: true;
  /** Not on the seed page: Gatepost's own addition. */
  readonly beyondSeed?: true;
}

export interface RuleOption {
  readonly kind: 'rule';
  readonly label: string;
  readonly default: Mode;
  readonly help: string;
  /** The seed's own paragraph, shown behind the "?". Empty for options the page only refers to. */
  readonly seedText: string;
  readonly danger: Danger;
  /** Exceptions and further conditions, indented under the rule. */
  readonly exceptions: Readonly<Record<string, ExceptionOption>>;
  readonly beyondSeed?: true;
}

export interface SwitchOption {
  readonly kind: 'switch';
  readonly label: string;
  readonly default: boolean;
  readonly help: string;
  readonly seedText: string;
  readonly danger: Danger;
  readonly beyondSeed?: true;
}

const UNLESS_TRUSTED_IP = {
  label: '...unless message is from a Trusted IP',
  default: false,
  help: 'Skips the rule for clients on the Trusted IPs list.',
  beyondSeed: true,
} as const;

export const OPTIONS = {
  localSenderMustAuth: {
    kind: 'rule',
    label: 'Authentication is always required when mail is from local accounts',
    default: 'enforce',
    help: 'Mail that claims to be from one of your domains must come from a signed-in account, or it is refused.',
    seedText:
      "When this option is enabled and an incoming message claims to be from one of MDaemon's domains, the account must first be authenticated or MDaemon will refuse to accept the message for delivery. This option is enabled by default.",
    danger: 'off',
    exceptions: {
      unlessToLocalAccount: {
        label: '...unless message is to a local account',
        default: false,
        help: 'Skips the rule for each recipient that is local as well.',
      },
      unlessDomainSharing: {
        label: '...unless Domain Sharing finds the sender on another server',
        default: true,
        help: 'A sender without an account here, found on another server of the shared domain, is exempt.',
      },
      unlessTrustedIp: UNLESS_TRUSTED_IP,
      unlessDmarcAligned: {
        label: "...unless the message passes DMARC for the sender's domain",
        default: false,
        help: 'For newsletters and web shops that rightly send in the name of your domain: the message itself decides, after its last byte.',
        beyondSeed: true,
      },
    },
  },
  localIpMustAuth: {
    kind: 'rule',
    label: 'Authentication is always required when mail is sent from local IPs',
    default: 'enforce',
    help: 'Mail from a local IP address must be signed in, whoever the sender is. Trusted IPs are exempt.',
    seedText:
      'Enable this option if you wish to require authentication when an incoming message is being sent from a local IP address. If unauthenticated the message will be rejected. Trusted IPs are exempt, and this option is enabled by default for new installations.',
    danger: 'off',
    exceptions: {},
  },
  returnPathMustMatch: {
    kind: 'rule',
    label: 'Credentials used must match those of the return-path address',
    default: 'enforce',
    help: 'The account that signed in must own the return-path address.',
    seedText:
      'By default, the credentials used during SMTP authentication must match those of the address found in the message\'s return-path. Disable this option if you do not wish to require the return path to match. To support gateway mail storage and forwarding, there is a corresponding option located on the Global Gateway Settings screen that will "Exempt gateway mail from AUTH credential matching requirements" by default.',
    danger: 'off',
    exceptions: {},
  },
  fromHeaderMustMatch: {
    kind: 'rule',
    label: "Credentials used must match those of the 'From:' header address",
    default: 'enforce',
    help: 'The account that signed in must own every address in the From: header.',
    seedText:
      'By default, the credentials used during SMTP authentication must match those of the address found in the message\'s "From:" header. Disable this option if you do not wish to require the "From:" header to match. To support gateway mail storage and forwarding, there is a corresponding option located on the Global Gateway Settings screen that will "Exempt gateway mail from AUTH credential matching requirements" by default.',
    danger: 'off',
    exceptions: {},
  },
  displayNameMayNotShowAnotherAddress: {
    kind: 'rule',
    label: "The name in the 'From:' header may not show another address",
    default: 'off',
    help: 'Refuses a From: header whose display name or comment shows an address that is not the one behind it.',
    seedText: '',
    danger: 'off',
    exceptions: {},
    beyondSeed: true,
  },
  roleAddressMustAuth: {
    kind: 'rule',
    label: "Mail from 'Postmaster', 'abuse', 'webmaster' must be authenticated",
    default: 'enforce',
    help: 'Covers accounts and aliases of these names. No exception of another rule softens it.',
    seedText:
      'Click this checkbox to require messages claiming to be from one of your "postmaster@...", "abuse@..." or "webmaster@..." aliases or accounts to be authenticated before MDaemon will accept them. Spammers and hackers know that these addresses might exist, and may therefore attempt to use one of them to send mail through your system. This option will prevent them and other unauthorized users from being able to do so. This option is mirrored on the Settings screen of Aliases. Changing the setting here will change it there as well.',
    danger: 'off',
    exceptions: {},
  },
  popBeforeSmtp: {
    kind: 'rule',
    label: 'POP Before SMTP: local sender must have accessed mailbox within the last minutes',
    default: 'off',
    help: 'A local account may send only after it has opened its mailbox within the set time.',
    seedText: '',
    danger: 'off',
    exceptions: {
      exemptAuthenticated: {
        label: 'Do not apply POP Before SMTP to authenticated sessions',
        default: true,
        help: 'A signed-in user need not check mail before sending.',
      },
      unlessToLocalAccount: {
        label: '...unless message is to a local account (POP Before SMTP)',
        default: false,
        help: 'Skips POP Before SMTP for each recipient that is local as well.',
        beyondSeed: true,
      },
      unlessTrustedIp: {
        ...UNLESS_TRUSTED_IP,
        label: '...unless message is from a Trusted IP (POP Before SMTP)',
      },
    },
  },
  noAuthOnSmtpPort: {
    kind: 'rule',
    label: 'Do not allow authentication on the SMTP port',
    default: 'off',
    help: 'AUTH is not offered on the SMTP port and is answered like any unknown command. Users sign in on the submission ports.',
    seedText:
      'This option disables AUTH support over the SMTP port. AUTH will not be offered in the EHLO response, and will be treated as an unknown command if provided by the SMTP client. This setting and the "...add their IP to the Dynamic Screen" option below are useful in configurations where all legitimate accounts are using the MSA or other port to submit authenticated mail. In such configurations the assumption is that any attempt to authenticate on the SMTP port must be from an attacker.',
    danger: 'on',
    exceptions: {
      screenAuthProbes: {
        label: '...add their IP to the Dynamic Screen if they attempt it anyway',
        default: false,
        help: 'Whoever tries to sign in on the SMTP port is disconnected at once and blocked.',
        tightens: true,
      },
    },
  },
  dmarcMustPass: {
    kind: 'rule',
    label: "Mail must pass the DMARC policy of its author's domain",
    default: 'report',
    help: 'Refuses mail whose From: domain asks by DMARC that such mail be rejected: neither SPF nor DKIM speaks for it.',
    seedText: '',
    danger: 'off',
    exceptions: {},
    beyondSeed: true,
  },
  accountLimits: {
    kind: 'rule',
    label: 'Accounts may send only so much in an hour and in a day',
    default: 'report',
    help: 'An account that exceeds a limit is frozen: it can read mail but not send, until you let it send again.',
    seedText: '',
    danger: 'off',
    exceptions: {},
    beyondSeed: true,
  },
  gatewaysExemptFromMatch: {
    kind: 'switch',
    label: 'Exempt gateway mail from AUTH credential matching requirements',
    default: true,
    help: 'An account that may send for a gateway domain may use any address of that domain.',
    seedText: '',
    danger: 'on',
  },
  trustedIpsMayRelay: {
    kind: 'switch',
    label: 'Trusted IPs may relay',
    default: false,
    help: 'Lets clients on the Trusted IPs list send to other servers without signing in.',
    seedText: '',
    danger: 'on',
    beyondSeed: true,
  },
} as const satisfies Readonly<Record<string, RuleOption | SwitchOption>>;

export type OptionKey = keyof typeof OPTIONS;
export type RuleOptionKey = {
  [K in OptionKey]: (typeof OPTIONS)[K]['kind'] extends 'rule' ? K : never;
}[OptionKey];
export type ExceptionKey<K extends RuleOptionKey> = keyof (typeof OPTIONS)[K]['exceptions'] & string;

/** `localSenderMustAuth`, or with the exception that decided: `localSenderMustAuth.unlessTrustedIp`. */
export type OptionPath = OptionKey | { [K in RuleOptionKey]: `${K}.${ExceptionKey<K>}` }[RuleOptionKey];

export const OPTION_KEYS = Object.keys(OPTIONS) as readonly OptionKey[]; // Object.keys widens to string[]

/** Every option and every exception, in the order of the table. */
export const OPTION_PATHS: readonly OptionPath[] = OPTION_KEYS.flatMap((key) => {
  const option: RuleOption | SwitchOption = OPTIONS[key];
  const exceptions = option.kind === 'rule' ? Object.keys(option.exceptions) : [];
  // The table's own keys, which Object.keys widens to string.
  return [key, ...exceptions.map((name) => `${key}.${name}` as OptionPath)];
});

/** What the window shows of an option, however deep it lies in the table. */
export interface OptionText {
  readonly label: string;
  readonly help: string;
  /** The page that holds its switch, as a route of the window. */
  readonly page: string;
}

/** The seed's label, the help and the page of an option or of one of its exceptions. */
export function describeOption(path: OptionPath): OptionText {
  const [key, exception] = path.split('.') as [OptionKey, string?]; // an OptionPath has one dot at most
  const option: RuleOption | SwitchOption = OPTIONS[key];
  const page = PAGE_OF_OPTION[key];
  const found = exception !== undefined && option.kind === 'rule' ? option.exceptions[exception] : undefined;
  if (path === 'popBeforeSmtp.exemptAuthenticated' && found)
    return { ...found, page: '/smtp-authentication' };
  return { label: found?.label ?? option.label, help: found?.help ?? option.help, page };
}

const PAGE_OF_OPTION: Readonly<Record<OptionKey, string>> = {
  localSenderMustAuth: '/smtp-authentication',
  localIpMustAuth: '/smtp-authentication',
  returnPathMustMatch: '/smtp-authentication',
  fromHeaderMustMatch: '/smtp-authentication',
  displayNameMayNotShowAnotherAddress: '/smtp-authentication',
  roleAddressMustAuth: '/smtp-authentication',
  popBeforeSmtp: '/server',
  noAuthOnSmtpPort: '/smtp-authentication',
  dmarcMustPass: '/authenticity',
  accountLimits: '/send-as',
  gatewaysExemptFromMatch: '/gateways',
  trustedIpsMayRelay: '/networks',
};
