import type { Migration } from './migrations.ts';

export type Migrated =
  | { readonly kind: 'current'; readonly value: unknown; readonly migratedFrom: number | null }
  /** Written by a later Gatepost, whose meaning is not known here. */
  | { readonly kind: 'newer'; readonly schema: number }
  | { readonly kind: 'no-schema' };

/** Brings what a settings file holds up to the schema after the last migration. Checks nothing but its number. */
export function migrate(raw: unknown, migrations: readonly Migration[]): Migrated {
  const current = migrations.length + 1;
  if (!isRecord(raw) || !Object.hasOwn(raw, 'schema')) return { kind: 'no-schema' };
  const schema = raw['schema'];
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1) return { kind: 'no-schema' };
  if (schema > current) return { kind: 'newer', schema };
  const value = migrations.slice(schema - 1).reduce((before, migration) => migration(before), raw);
  return { kind: 'current', value, migratedFrom: schema < current ? schema : null };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
