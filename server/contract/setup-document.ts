import { z } from 'zod';
import {
  addressSchema,
  aliasEntrySchema,
  domainEntrySchema,
  gatewayEntrySchema,
  sendAsPatternSchema,
  trustedNetworkSchema,
  whiteListEntrySchema,
} from './directory.ts';
import type { OptionKey } from './options.ts';
import {
  dynamicScreenSettingsSchema,
  networkSchema,
  optionsSchema,
  outboundRouteSchema,
  ownLimitsSchema,
  settingsSchema,
  sharingHostSchema,
  smartHostSchema,
} from './settings.ts';

const shape = settingsSchema.shape;
const optionShape = optionsSchema.shape;

/** A password in the clear, or the stored argon2id hash in PHC form as an export writes it; one of the two. */
export const accountEntrySchema = z
  .strictObject({
    address: addressSchema,
    password: z.string().min(1).max(1024).optional(),
    passwordHash: z
      .string()
      .regex(/^\$(argon2id|scrypt)\$/, 'is not an argon2id or scrypt hash')
      .max(1024)
      .optional(),
    displayName: z.string().max(200).optional(),
    enabled: z.boolean().optional(),
    sendAs: z.array(sendAsPatternSchema).max(1000).optional(),
    limits: ownLimitsSchema.optional(),
  })
  .refine((account) => account.password === undefined || account.passwordHash === undefined, {
    message: 'has both a password and a passwordHash',
  });
export type AccountEntry = z.infer<typeof accountEntrySchema>;

/** A change to the options: what is absent keeps its value. */
export const optionsChangeSchema = z.strictObject({
  localSenderMustAuth: optionShape.localSenderMustAuth.partial(),
  localIpMustAuth: optionShape.localIpMustAuth.partial(),
  returnPathMustMatch: optionShape.returnPathMustMatch.partial(),
  fromHeaderMustMatch: optionShape.fromHeaderMustMatch.partial(),
  displayNameMayNotShowAnotherAddress: optionShape.displayNameMayNotShowAnotherAddress.partial(),
  roleAddressMustAuth: optionShape.roleAddressMustAuth.partial(),
  popBeforeSmtp: optionShape.popBeforeSmtp.partial(),
  noAuthOnSmtpPort: optionShape.noAuthOnSmtpPort.partial(),
  dmarcMustPass: optionShape.dmarcMustPass.partial(),
  accountLimits: optionShape.accountLimits.partial(),
  gatewaysExemptFromMatch: optionShape.gatewaysExemptFromMatch,
  trustedIpsMayRelay: optionShape.trustedIpsMayRelay,
} satisfies Record<OptionKey, z.ZodType>);

/** An export leaves out the login of a host; absent, the one stored for the same host and port stays. */
const loginSchema = smartHostSchema.shape.login.unwrap().optional();
const sharingHostEntrySchema = sharingHostSchema.extend({ login: loginSchema });
const smartHostEntrySchema = smartHostSchema.extend({ login: loginSchema });
const outboundRouteEntrySchema = outboundRouteSchema.extend({ smartHost: smartHostEntrySchema });

export const domainSharingChangeSchema = shape.domainSharing
  .extend({ hosts: z.array(sharingHostEntrySchema).max(32) })
  .partial();
export const outboundChangeSchema = shape.outbound
  .extend({
    smartHost: smartHostEntrySchema.nullable(),
    routes: z.array(outboundRouteEntrySchema).max(200),
  })
  .partial();

/**
 * One JSON document that describes an installation: import, export, and how tests start servers. Absent keys
 * keep their value; a list that is given replaces that list; accounts that a given list omits are disabled.
 */
export const setupDocumentSchema = z.strictObject({
  hostname: shape.hostname.optional(),
  listeners: shape.listeners.optional(),
  allowPlaintextAuthFrom: shape.allowPlaintextAuthFrom.optional(),
  options: optionsChangeSchema.partial().optional(),
  whiteList: z.array(whiteListEntrySchema).optional(),
  localIps: z.array(networkSchema).optional(),
  trustedIps: z.array(trustedNetworkSchema).optional(),
  dynamicScreen: dynamicScreenSettingsSchema
    .partial()
    .extend({
      allowList: z
        .array(z.union([trustedNetworkSchema, networkSchema.transform((range) => ({ range, comment: '' }))]))
        .optional(),
    })
    .optional(),
  domains: z.array(domainEntrySchema).optional(),
  accounts: z.array(accountEntrySchema).optional(),
  aliases: z.array(aliasEntrySchema).optional(),
  gateways: z.array(gatewayEntrySchema).optional(),
  domainSharing: domainSharingChangeSchema.optional(),
  outbound: outboundChangeSchema.optional(),
  dns: shape.dns.partial().optional(),
  limits: shape.limits.partial().optional(),
  log: shape.log.partial().optional(),
  notices: shape.notices.partial().optional(),
});
export type SetupDocument = z.infer<typeof setupDocumentSchema>;
/** A document as it is written: what has a default may be left out. */
export type WrittenSetupDocument = z.input<typeof setupDocumentSchema>;
