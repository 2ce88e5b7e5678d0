import type { SqlConnection } from '../../server/store/sql-connection.ts';

/** The connection with some calls replaced. */
export function delegateConnection(
  connection: SqlConnection,
  replaced: Partial<Pick<SqlConnection, 'execute' | 'all' | 'close'>>,
): SqlConnection {
  return {
    get inTransaction() {
      return connection.inTransaction;
    },
    execute: (sql) => {
      connection.execute(sql);
    },
    all: (sql, params) => connection.all(sql, params),
    close: () => {
      connection.close();
    },
    ...replaced,
  };
}
