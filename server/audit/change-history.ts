import { z } from 'zod';
import { CHANGE_KINDS, type AuditQuery, type ChangeHistory, type KeptChange } from '../contract/audit.ts';
import { lowerAscii } from '../contract/ascii.ts';
import type { Clock } from '../contract/clock.ts';
import type { Database, SqlRow, SqlStatement, SqlValue } from '../contract/database.ts';

const MOST_CHANGES = 20_000;
const KEPT_MS = 2 * 365 * 86_400_000;
const PAGE_SIZE = 50;

const json = z.string().transform((text): unknown => JSON.parse(text));
const changeRow = z
  .object({
    id: z.int(),
    at: z.int(),
    made_by: z.string(),
    kind: z.enum(CHANGE_KINDS),
    subject: z.string(),
    summary: z.string(),
    fields: json.pipe(
      z.array(z.object({ path: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
    ),
    differences: z.string().nullable(),
    reason: z.string(),
    undoes: z.int().nullable(),
    undone_by: z.int().nullable(),
  })
  .transform(({ made_by: by, undone_by: undoneBy, ...row }): KeptChange => ({ ...row, by, undoneBy }));

/** The change history, kept in mail.db. */
export function createChangeHistory(database: Database, clock: Clock): ChangeHistory {
  return {
    async add(change) {
      const { at, by, kind, subject, summary, fields, differences, undoes } = change;
      const insert: SqlStatement = {
        sql:
          'INSERT INTO change_record (at, made_by, kind, subject, summary, fields, differences, undoes) ' +
          'VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id',
        params: [at, by, kind, subject, summary, JSON.stringify(fields), differences, undoes],
      };
      const mark = undoes === null ? [] : [markUndone(undoes)];
      const [inserted] = await database.transaction([insert, ...mark, forgetOldest(clock())]);
      return z.tuple([z.object({ id: z.int() })]).parse(inserted)[0].id;
    },
    async list(query) {
      const { limit = PAGE_SIZE } = query;
      const { where, params } = conditionOf(query);
      const rows = await database.query(`SELECT * FROM change_record ${where} ORDER BY id DESC LIMIT ?`, [
        ...params,
        limit + 1,
      ]);
      return { changes: parseRows(rows.slice(0, limit)), more: rows.length > limit };
    },
    async find(id) {
      return parseRows(await database.query('SELECT * FROM change_record WHERE id = ?', [id]))[0] ?? null;
    },
    async explain(id, reason) {
      const sql = 'UPDATE change_record SET reason = ? WHERE id = ? RETURNING id';
      const [updated] = await database.transaction([{ sql, params: [reason, id] }]);
      return updated?.length === 1;
    },
  };
}

/** The change that has just been inserted in this transaction has the highest id. */
function markUndone(id: number): SqlStatement {
  return {
    sql: 'UPDATE change_record SET undone_by = (SELECT max(id) FROM change_record) WHERE id = ?',
    params: [id],
  };
}

function forgetOldest(now: number): SqlStatement {
  return {
    sql:
      'DELETE FROM change_record WHERE id <= (SELECT max(id) FROM change_record) - ? ' +
      'OR (at < ? AND id < (SELECT max(id) FROM change_record))',
    params: [MOST_CHANGES, now - KEPT_MS],
  };
}

/** Every word has to occur somewhere in what a reader sees of the change. */
const SEARCHED = 'lower(summary || char(10) || subject || char(10) || reason || char(10) || made_by)';

function conditionOf({ text = '', kind, subject, before }: AuditQuery): {
  readonly where: string;
  readonly params: readonly SqlValue[];
} {
  const words = lowerAscii(text).split(/\s+/).filter(Boolean);
  const conditions: readonly (readonly [sql: string, value: SqlValue])[] = [
    ...words.map((word) => [`instr(${SEARCHED}, ?) > 0`, word] as const),
    ...(kind === undefined ? [] : [['kind = ?', kind] as const]),
    ...(subject === undefined ? [] : [['subject = ?', subject] as const]),
    ...(before === undefined ? [] : [['id < ?', before] as const]),
  ];
  return {
    where: conditions.length === 0 ? '' : `WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`,
    params: conditions.map(([, value]) => value),
  };
}

function parseRows(rows: readonly SqlRow[]): readonly KeptChange[] {
  return z.array(changeRow).parse(rows);
}
