import { z } from 'zod';
import { canonicalDomain, isAsciiDomain } from './domain.ts';
import { formatNetwork, parseIp, parseNetwork } from './network.ts';
import {
  MODES,
  OPTION_KEYS,
  OPTIONS,
  type OptionKey,
  type RuleOption,
  type RuleOptionKey,
  type SwitchOption,
} from './options.ts';

/**
 * The settings: everything that fits in one file and is swapped as a whole. Lists that grow (accounts,
 * aliases, white list, networks) live in the directory. Schemas parse unknown input at every border: the
 * settings file, the setup document, the API.
 */

export const modeSchema = z.enum(MODES);

/** A host or domain name that can be looked up, in canonical form after parsing. */
export const domainSchema = z.string().transform((text, context) => {
  const domain = canonicalDomain(text.trim());
  if (domain !== null && isAsciiDomain(domain)) return domain;
  context.addIssue({ code: 'custom', message: 'is not a domain name' });
  return z.NEVER;
});

/** An address range in CIDR form, in canonical form after parsing. */
export const networkSchema = z.string().transform((text, context) => {
  const network = parseNetwork(text);
  if (network !== null) return formatNetwork(network);
  context.addIssue({ code: 'custom', message: 'is not an IP address or a range such as 192.0.2.0/24' });
  return z.NEVER;
});

const portSchema = z.int().min(0).max(65535);
/** A host name or an IP address, as it is given to the operating system. */
export const hostSchema = z
  .string()
  .max(255)
  .refine((text) => parseIp(text) !== null || isHostName(text), 'is not a host name or an IP address');

export const listenerSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, 'is not a name of lower-case letters, digits and hyphens'),
  kind: z.enum(['smtp', 'msa', 'pop3']),
  host: hostSchema,
  /** 0 means any free port. */
  port: portSchema,
  tls: z.enum(['starttls', 'implicit']),
  enabled: z.boolean().default(true),
});
export type ListenerSettings = z.infer<typeof listenerSchema>;
/** `smtp`: mail from the world. `msa`: mail from our users, always authenticated (RFC 6409). */
export type ListenerKind = ListenerSettings['kind'];

function ruleSchema<K extends RuleOptionKey>(key: K) {
  const rule = OPTIONS[key];
  type Exceptions = Record<keyof (typeof OPTIONS)[K]['exceptions'], z.ZodBoolean>;
  const exceptions = Object.fromEntries(Object.keys(rule.exceptions).map((name) => [name, z.boolean()]));
  // Object.fromEntries forgets the keys that Exceptions states.
  return z.strictObject({ mode: modeSchema, ...(exceptions as Exceptions) });
}

/** How much one account may send, once over all its sessions. Null: no limit. */
export const sendingLimitsSchema = z.strictObject({
  messagesPerHour: limitSchema(),
  messagesPerDay: limitSchema(),
  recipientsPerHour: limitSchema(),
  recipientsPerDay: limitSchema(),
  /** Recipients elsewhere that the account has never written to before. */
  newRecipientsPerDay: limitSchema(),
});
export type SendingLimits = Readonly<z.infer<typeof sendingLimitsSchema>>;

/** What one account has of its own; what is absent is that of the option. */
export const ownLimitsSchema = z.strictObject({
  messagesPerHour: limitSchema().exactOptional(),
  messagesPerDay: limitSchema().exactOptional(),
  recipientsPerHour: limitSchema().exactOptional(),
  recipientsPerDay: limitSchema().exactOptional(),
  newRecipientsPerDay: limitSchema().exactOptional(),
} satisfies Record<keyof SendingLimits, z.ZodType>);
export type OwnLimits = Readonly<z.infer<typeof ownLimitsSchema>>;

/** Generous for a person, tight for somebody else's spam run. */
export const DEFAULT_SENDING_LIMITS: SendingLimits = {
  messagesPerHour: 200,
  messagesPerDay: 1000,
  recipientsPerHour: 500,
  recipientsPerDay: 2000,
  newRecipientsPerDay: 300,
};

function limitSchema() {
  return z.int().min(1).max(10_000_000).nullable();
}

/** Minutes for which one mailbox login lets an account send (POP Before SMTP). */
const popMinutesSchema = z.int().min(1).max(10_080);

export const optionsSchema = z.strictObject({
  localSenderMustAuth: ruleSchema('localSenderMustAuth'),
  localIpMustAuth: ruleSchema('localIpMustAuth'),
  returnPathMustMatch: ruleSchema('returnPathMustMatch'),
  fromHeaderMustMatch: ruleSchema('fromHeaderMustMatch'),
  displayNameMayNotShowAnotherAddress: ruleSchema('displayNameMayNotShowAnotherAddress'),
  roleAddressMustAuth: ruleSchema('roleAddressMustAuth'),
  popBeforeSmtp: ruleSchema('popBeforeSmtp').extend({ minutes: popMinutesSchema }),
  noAuthOnSmtpPort: ruleSchema('noAuthOnSmtpPort'),
  dmarcMustPass: ruleSchema('dmarcMustPass').extend({
    /** Domains whose ARC seal is believed where DMARC fails: mailing lists and forwarders (RFC 8617). */
    trustedArcSealers: z.array(domainSchema).max(1000),
  }),
  accountLimits: ruleSchema('accountLimits').extend(sendingLimitsSchema.shape),
  gatewaysExemptFromMatch: z.boolean(),
  trustedIpsMayRelay: z.boolean(),
} satisfies Record<OptionKey, z.ZodType>);
export type OptionSettings = Readonly<z.infer<typeof optionsSchema>>;

export const sharingHostSchema = z.strictObject({
  host: hostSchema,
  port: portSchema.min(1).default(25),
  tls: z.enum(['none', 'opportunistic', 'required']).default('opportunistic'),
  login: z
    .strictObject({ user: z.string().min(1), password: z.string().min(1) })
    .nullable()
    .default(null),
});

export type SharingHost = Readonly<z.infer<typeof sharingHostSchema>>;

export const smartHostSchema = z.strictObject({
  host: hostSchema,
  port: portSchema.min(1).default(587),
  tls: z.enum(['none', 'opportunistic', 'required', 'implicit']).default('required'),
  login: z
    .strictObject({ user: z.string().min(1), password: z.string().min(1) })
    .nullable()
    .default(null),
});

export type SmartHost = Readonly<z.infer<typeof smartHostSchema>>;

/** `192.0.2.53`, `192.0.2.53:5353`, `[2001:db8::53]:53`. */
export const dnsServerSchema = z
  .string()
  .max(64)
  .refine(isDnsServer, 'is not an IP address, with a port or without, such as 192.0.2.53 or 192.0.2.53:5353');

export const dnsSchema = z.strictObject({
  /** Asked in this order; empty: the servers of the operating system. */
  servers: z.array(dnsServerSchema).max(8),
  /** The servers validate DNSSEC and the way to them is safe, so that DANE may rely on them (RFC 7672 §2.1). */
  validating: z.boolean(),
});

/** Mail that goes by another smart host than the rest. */
export const outboundRouteSchema = z.strictObject({
  /** Whose domain decides: the recipient's, or that of the return-path. A recipient's route wins. */
  match: z.enum(['recipient', 'sender']),
  domain: domainSchema,
  smartHost: smartHostSchema,
});
export type OutboundRoute = Readonly<z.infer<typeof outboundRouteSchema>>;

export const outboundSchema = z.strictObject({
  mode: z.enum(['mx', 'smart-host']),
  smartHost: smartHostSchema.nullable(),
  routes: z.array(outboundRouteSchema).max(200),
  /** How long a message is tried before it goes back to its sender (RFC 5321 §4.5.4.1). */
  retryHours: z.int().min(1).max(240),
  /** After how long the sender is told that it still waits; null: never. */
  delayNoticeHours: z.int().min(1).max(240).nullable(),
  /** Simultaneous connections to one server. */
  connectionsPerHost: z.int().min(1).max(50),
  /** Honour the MTA-STS policies of other domains (RFC 8461). */
  mtaSts: z.boolean(),
});

export const dynamicScreenSettingsSchema = z.strictObject({
  /** Failed sign-ins from one network within the time below that block it. */
  authFailures: z.int().min(1).max(1000),
  withinMinutes: z.int().min(1).max(1440),
  /** How long a first offence blocks; it doubles with each further one, up to 30 days. */
  firstBlockMinutes: z.int().min(1).max(43_200),
});

export const limitsSchema = z.strictObject({
  /** Largest message accepted, in bytes (RFC 1870). */
  messageBytes: z.int().min(65_536).max(1_073_741_824),
  /** Recipients per message; RFC 5321 §4.5.3.1.8 asks for at least 100. */
  recipients: z.int().min(100).max(10_000),
  /** Simultaneous sessions in all, and from one network. */
  sessions: z.int().min(10).max(20_000),
  sessionsPerNetwork: z.int().min(1).max(20_000),
});

/** An IP address in text form. */
export const ipSchema = z
  .string()
  .max(64)
  .refine((text) => parseIp(text) !== null, 'is not an IP address');

/** How long sessions are kept. The oldest day goes first, whichever of the two is reached. */
export const logSettingsSchema = z.strictObject({
  /** Days before today. */
  days: z.int().min(1).max(3650),
  /** On disk, in millions of bytes. */
  megabytes: z.int().min(50).max(1_000_000),
});
export type LogSettings = Readonly<z.infer<typeof logSettingsSchema>>;

/** How the administrator hears of what happens while nobody looks at the window. */
export const noticeSettingsSchema = z.strictObject({
  /** Notifications of the desktop. */
  desktop: z.boolean(),
  /** Mail to the postmaster, or to the address below. */
  mail: z.boolean(),
  /** Null: the postmaster of the first domain. */
  mailTo: z.email().max(320).nullable(),
});

export const settingsSchema = z.strictObject({
  /** Version of this file's layout; see server/settings/migrations. */
  schema: z.literal(3),
  hostname: domainSchema,
  listeners: z.array(listenerSchema).max(32).superRefine(refuseRepeatedNames),
  /** Networks that may sign in without TLS. */
  allowPlaintextAuthFrom: z.array(networkSchema),
  options: optionsSchema,
  dynamicScreen: dynamicScreenSettingsSchema,
  domainSharing: z.strictObject({ enabled: z.boolean(), hosts: z.array(sharingHostSchema).max(32) }),
  outbound: outboundSchema,
  dns: dnsSchema,
  limits: limitsSchema,
  log: logSettingsSchema,
  notices: noticeSettingsSchema,
  /** When the first-run wizard was finished, in milliseconds since 1970; null: not yet. */
  firstRunFinishedAt: z.int().nonnegative().nullable(),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

function isDnsServer(text: string): boolean {
  if (parseIp(text) !== null) return true;
  const [, bracketed, plain, port] = /^(?:\[(.+)\]|([^:]+)):(\d{1,5})$/.exec(text) ?? [];
  const isPort = Number(port) >= 1 && Number(port) <= 65_535;
  return isPort && parseIp(bracketed ?? plain ?? '') !== null;
}

function isHostName(text: string): boolean {
  const domain = canonicalDomain(text);
  return domain !== null && isAsciiDomain(domain);
}

function refuseRepeatedNames(listeners: readonly ListenerSettings[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, { name }] of listeners.entries()) {
    if (seen.has(name))
      context.addIssue({ code: 'custom', path: [index, 'name'], message: `"${name}" is given twice` });
    seen.add(name);
  }
}

export const DEFAULT_OUTBOUND: Settings['outbound'] = {
  mode: 'mx',
  smartHost: null,
  routes: [],
  retryHours: 120,
  delayNoticeHours: 4,
  connectionsPerHost: 5,
  mtaSts: true,
};

/** A new installation: every authentication rule of the seed page as the page has it. */
export function defaultSettings(hostname: string): Settings {
  return {
    schema: 3,
    hostname,
    listeners: [
      { name: 'smtp', kind: 'smtp', host: '0.0.0.0', port: 25, tls: 'starttls', enabled: true },
      { name: 'submission', kind: 'msa', host: '0.0.0.0', port: 587, tls: 'starttls', enabled: true },
      { name: 'submissions', kind: 'msa', host: '0.0.0.0', port: 465, tls: 'implicit', enabled: true },
      { name: 'pop3', kind: 'pop3', host: '0.0.0.0', port: 110, tls: 'starttls', enabled: true },
      { name: 'pop3s', kind: 'pop3', host: '0.0.0.0', port: 995, tls: 'implicit', enabled: true },
    ],
    allowPlaintextAuthFrom: [],
    options: DEFAULT_OPTIONS,
    dynamicScreen: { authFailures: 10, withinMinutes: 10, firstBlockMinutes: 1440 },
    domainSharing: { enabled: false, hosts: [] },
    outbound: DEFAULT_OUTBOUND,
    dns: { servers: [], validating: false },
    limits: { messageBytes: 36_700_160, recipients: 1000, sessions: 1000, sessionsPerNetwork: 100 },
    log: { days: 30, megabytes: 5000 },
    notices: { desktop: true, mail: true, mailTo: null },
    firstRunFinishedAt: null,
  };
}

/** What some rules hold besides their mode and exceptions. */
const VALUES_BESIDE_MODE: Readonly<Partial<Record<OptionKey, object>>> = {
  popBeforeSmtp: { minutes: 30 },
  dmarcMustPass: { trustedArcSealers: [] },
  accountLimits: DEFAULT_SENDING_LIMITS,
};

/** The page's defaults, read from OPTIONS. */
export const DEFAULT_OPTIONS: OptionSettings = optionsSchema.parse(
  Object.fromEntries(OPTION_KEYS.map((key) => [key, defaultOf(key)])),
);

function defaultOf(key: OptionKey): unknown {
  const option: RuleOption | SwitchOption = OPTIONS[key];
  if (option.kind === 'switch') return option.default;
  const exceptions = Object.entries(option.exceptions).map(([name, exception]) => [name, exception.default]);
  return { mode: option.default, ...(Object.fromEntries(exceptions) as object), ...VALUES_BESIDE_MODE[key] };
}
