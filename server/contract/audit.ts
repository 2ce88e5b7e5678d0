import { z } from 'zod';
import type { Saved } from './status.ts';

/** What has been changed in the installation, by whom and why, and how it is taken back. */

export const CHANGE_KINDS = [
  'option',
  'settings',
  'whiteList',
  'trustedIps',
  'localIps',
  'allowList',
  'screen',
  'account',
  'domain',
  'alias',
  'gateway',
  'dkim',
  'setup',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One change. Holds no secret: of a password or a key only that it was changed. */
export interface ChangeRecord {
  /** Grows with time; names the change for ever. */
  readonly id: number;
  readonly at: number;
  /** `Anna on this computer`, `Web console`, `Setup document`: from where it was made. */
  readonly by: string;
  readonly kind: ChangeKind;
  /** The option's key, the pattern, the address, the range, the domain: what it is about. */
  readonly subject: string;
  /** One sentence: `White list: bulk@office.example added until 1 December`. */
  readonly summary: string;
  /** What differs, field by field; null where there was or is nothing. */
  readonly fields: readonly {
    readonly path: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  /** Why, in the administrator's words; empty where none was given. */
  readonly reason: string;
  /** The change that took this one back, or null. */
  readonly undoneBy: number | null;
  /** The change that this one takes back, or null. */
  readonly undoes: number | null;
  readonly undo: { readonly possible: true } | { readonly possible: false; readonly because: string };
}

/** A change as it is written down. */
export interface NewChange extends Pick<
  ChangeRecord,
  'at' | 'by' | 'kind' | 'subject' | 'summary' | 'fields' | 'undoes'
> {
  /** How it is taken back, in the console's own form; never a secret. Null where it is too large to be. */
  readonly differences: string | null;
}

/** A change as it is kept; whether it can be undone depends on what is in force when it is shown. */
export type KeptChange = Omit<ChangeRecord, 'undo'> & Pick<NewChange, 'differences'>;

/** The changes of the last two years, the newest 20,000 at most. Everything rejects with StoreError. */
export interface ChangeHistory {
  /** Resolves once it is durable; answers its id. The change that it undoes is marked in the same transaction. */
  add(change: NewChange): Promise<number>;
  list(query: AuditQuery): Promise<{ readonly changes: readonly KeptChange[]; readonly more: boolean }>;
  find(id: number): Promise<KeptChange | null>;
  /** False where there is no such change. */
  explain(id: number, reason: string): Promise<boolean>;
}

export const auditQuerySchema = z.strictObject({
  /** Words that must all occur in summary, subject, reason or who made it. */
  text: z.string().max(200).optional(),
  kind: z.enum(CHANGE_KINDS).optional(),
  /** Exactly this subject: the history of one option or one entry. */
  subject: z.string().max(320).optional(),
  /** Only changes older than this one. */
  before: z.int().positive().optional(),
  limit: z.int().min(1).max(500).optional(),
});
export type AuditQuery = Readonly<z.infer<typeof auditQuerySchema>>;

export interface AuditPage {
  /** Newest first. */
  readonly changes: readonly ChangeRecord[];
  readonly more: boolean;
}

export interface AuditCalls {
  'audit.list': (query?: AuditQuery) => AuditPage;
  /** Says why a change was made, afterwards; an empty text takes the reason away. */
  'audit.explain': (id: number, reason: string) => void;
  /** Brings back what was before this change, as a change of its own. Refused where something later stands on it. */
  'audit.undo': (id: number) => Saved;
}

const idArgument = z.int().positive();

export const AUDIT_ARGUMENTS = {
  'audit.list': z.tuple([auditQuerySchema.optional()]),
  'audit.explain': z.tuple([idArgument, z.string().trim().max(1000)]),
  'audit.undo': z.tuple([idArgument]),
};
