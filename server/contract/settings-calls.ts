import { z } from 'zod';
import { OPTION_KEYS, type OptionKey } from './options.ts';
import { type OptionSettings, type Settings, settingsSchema } from './settings.ts';
import {
  domainSharingChangeSchema,
  outboundChangeSchema,
  type SetupDocument,
  setupDocumentSchema,
  type WrittenSetupDocument,
} from './setup-document.ts';
import type { Saved, Warning } from './status.ts';

/** What an import would change, one line per difference. */
export interface SetupPreview {
  readonly changes: readonly {
    readonly path: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  readonly warnings: readonly Warning[];
}

/** An option's change: the fields of a rule, or the value of a switch. Checked against the option's own schema. */
export type OptionChange =
  boolean | Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export const settingsChangeSchema = z.strictObject({
  hostname: settingsSchema.shape.hostname.optional(),
  listeners: settingsSchema.shape.listeners.optional(),
  allowPlaintextAuthFrom: settingsSchema.shape.allowPlaintextAuthFrom.optional(),
  dynamicScreen: settingsSchema.shape.dynamicScreen.partial().optional(),
  limits: settingsSchema.shape.limits.partial().optional(),
  log: settingsSchema.shape.log.partial().optional(),
  notices: settingsSchema.shape.notices.partial().optional(),
  /** A host given without `login` keeps the login stored for the same host and port. */
  domainSharing: domainSharingChangeSchema.optional(),
  outbound: outboundChangeSchema.optional(),
  dns: settingsSchema.shape.dns.partial().optional(),
});

export type SettingsChange = z.infer<typeof settingsChangeSchema>;

export interface SettingsCalls {
  'setup.export': () => WrittenSetupDocument;
  'setup.preview': (document: SetupDocument) => SetupPreview;
  'setup.apply': (document: SetupDocument) => Saved;
  'options.get': () => OptionSettings;
  'options.set': (key: OptionKey, change: OptionChange) => Saved;
  /** The logins of hosts and smart hosts have an empty password: whoever changes a host leaves out its `login`. */
  'settings.get': () => Settings;
  'settings.set': (change: SettingsChange) => Saved;
}

const optionKeySchema = z.enum(OPTION_KEYS as readonly [OptionKey, ...OptionKey[]]); // z.enum wants a tuple

const none = z.tuple([]);

export const SETTINGS_ARGUMENTS = {
  'setup.export': none,
  'setup.preview': z.tuple([setupDocumentSchema]),
  'setup.apply': z.tuple([setupDocumentSchema]),
  'options.get': none,
  'options.set': z.tuple([
    optionKeySchema,
    // The option's own schema judges it, every key of it: a record would let "__proto__" pass unseen.
    z.custom<OptionChange>((change) => change !== undefined, 'is missing'),
  ]),
  'settings.get': none,
  'settings.set': z.tuple([settingsChangeSchema]),
};
