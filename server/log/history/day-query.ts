import { lowerAscii } from '../../contract/ascii.ts';
import type { LogQuery } from '../../contract/log-history.ts';
import { matchExpression, phraseExpression } from './search-text.ts';

/** Sessions in falling order of their keys, within two keys that follow the parameters: `key < ? AND key >= ?`. */
export interface DayQuery {
  readonly sql: string;
  readonly params: readonly string[];
}

/**
 * The one index that narrows a query most; whatever else it asks for is looked at row by row. Each of them gives its
 * rows in the order of the list, so that reading stops with the page. Null where the text holds nothing to look for.
 */
export function dayQuery(query: LogQuery): DayQuery | null {
  if (query.id !== undefined) return byColumn('id', lowerAscii(query.id.trim()));
  if (query.text !== undefined && query.text.trim() !== '') return byWords(matchExpression(query.text));
  if (query.recipient !== undefined) return byWords(phraseExpression(query.recipient));
  if (query.ip !== undefined) return byColumn('ip', lowerAscii(query.ip.trim()));
  if (query.account !== undefined) return byColumn('account', query.account.trim());
  if (query.sender !== undefined) return byColumn('sender', query.sender.trim());
  if (query.option !== undefined) return byConcern(query.option);
  if (query.result !== undefined) return byColumn('result', query.result);
  if (query.listener !== undefined) return byColumn('listener', query.listener);
  if (query.direction !== undefined) return byColumn('direction', query.direction);
  return { sql: `SELECT * FROM session WHERE ${PAGE}`, params: [] };
}

const PAGE = 'key < ? AND key >= ? ORDER BY key DESC';

type Column = 'id' | 'ip' | 'account' | 'sender' | 'result' | 'listener' | 'direction';

/** Of one id there is one session in a millisecond: the index that holds the start too gives them in order. */
function byColumn(column: Column, value: string): DayQuery {
  if (column !== 'id')
    return { sql: `SELECT * FROM session WHERE ${column} = ? AND ${PAGE}`, params: [value] };
  return {
    sql: 'SELECT * FROM session WHERE id = ? AND key < ? AND key >= ? ORDER BY started DESC',
    params: [value],
  };
}

function byConcern(option: string): DayQuery {
  return {
    // CROSS JOIN: SQLite keeps the order of the tables.
    sql: `SELECT session.* FROM concern CROSS JOIN session USING (key)
          WHERE concern.option = ? AND concern.key < ? AND concern.key >= ? ORDER BY concern.key DESC`,
    params: [option],
  };
}

function byWords(expression: string | null): DayQuery | null {
  if (expression === null) return null;
  return {
    sql: `SELECT session.* FROM word CROSS JOIN session ON session.key = word.rowid
          WHERE word MATCH ? AND word.rowid < ? AND word.rowid >= ? ORDER BY word.rowid DESC`,
    params: [expression],
  };
}
