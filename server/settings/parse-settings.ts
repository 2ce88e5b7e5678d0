import type { Problem } from '../contract/problem.ts';
import { problemsOf } from '../contract/problems-of.ts';
import { settingsSchema, type Settings } from '../contract/settings.ts';
import { deepFreeze } from './deep-freeze.ts';
import { migrate, type Migrated } from './migrations/migrate.ts';
import { MIGRATIONS } from './migrations/migrations.ts';

export type ParsedSettings =
  | { readonly kind: 'good'; readonly settings: Settings; readonly migratedFrom: number | null }
  | Extract<Migrated, { kind: 'newer' }>
  | { readonly kind: 'bad'; readonly problems: readonly Problem[] };

/** Reads what a settings file holds, of this schema or an earlier one. The settings are frozen in depth. */
export function parseSettings(raw: unknown): ParsedSettings {
  const migrated = migrate(raw, MIGRATIONS);
  switch (migrated.kind) {
    case 'newer':
      return migrated;
    case 'no-schema':
      return {
        kind: 'bad',
        problems: [{ path: 'schema', reason: 'is not the number of a settings layout' }],
      };
    case 'current': {
      const parsed = settingsSchema.safeParse(migrated.value);
      if (!parsed.success) return { kind: 'bad', problems: problemsOf(parsed.error) };
      return { kind: 'good', settings: deepFreeze(parsed.data), migratedFrom: migrated.migratedFrom };
    }
  }
}
