import { useState, type ReactNode } from 'react';
import { text } from '../text/en.ts';
import { Button } from './button.tsx';

/** How many rows are drawn at first and with each "Show more". */
const PAGE_SIZE = 200;

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: T) => ReactNode;
  readonly kind?: 'text' | 'number' | 'code';
}

interface Props<T> {
  /** Names the table for those who cannot see what is around it. */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly rowKey: (row: T) => string;
  /** Buttons at the end of a row. */
  readonly actions?: (row: T) => ReactNode;
  readonly empty: ReactNode;
}

/** A plain table whose first column names the row. */
export function DataTable<T>({ label, columns, rows, rowKey, actions, empty }: Props<T>) {
  const [shown, setShown] = useState(PAGE_SIZE);
  if (rows.length === 0) return empty;
  return (
    <div className="table-scroll">
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={`cell-${column.kind ?? 'text'}`}>
                {column.title}
              </th>
            ))}
            {actions && (
              <th scope="col">
                <span className="visually-hidden">{text.common.actions}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row" className={`cell-${column.kind ?? 'text'}`}>
                    {column.render(row)}
                  </th>
                ) : (
                  <td key={column.key} className={`cell-${column.kind ?? 'text'}`}>
                    {column.render(row)}
                  </td>
                ),
              )}
              {actions && (
                <td className="cell-actions">
                  <div>{actions(row)}</div>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <div className="table-more">
          <Button
            onPress={() => {
              setShown(shown + PAGE_SIZE);
            }}
          >
            {text.common.showMore(rows.length - shown)}
          </Button>
        </div>
      )}
    </div>
  );
}
