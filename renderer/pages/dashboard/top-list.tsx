import { Link } from 'wouter';
import { Card } from '../../parts/card.tsx';
import { dashboardText as words } from '../../text/en/dashboard.ts';
import { number } from '../../text/format.ts';

export interface TopRow {
  readonly name: string;
  /** The server's own words, which are English. */
  readonly lang?: 'en';
  readonly count: number;
  /** The sessions behind it. */
  readonly href: string;
}

interface Props {
  readonly title: string;
  readonly column: string;
  readonly rows: readonly TopRow[];
  readonly isKnown: boolean;
  readonly empty: string;
}

const MOST_ROWS = 5;

/** The most frequent first, each with a bar as long as its share of the first. */
export function TopList({ title, column, rows, isKnown, empty }: Props) {
  const shown = rows.slice(0, MOST_ROWS);
  const most = shown[0]?.count ?? 1;
  return (
    <Card title={title}>
      <div className="top-list">
        {shown.length > 0 && (
          <table className="top-table" aria-label={title}>
            <thead className="visually-hidden">
              <tr>
                <th scope="col">{column}</th>
                <th scope="col">{words.columns.blocked}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ name, lang, count, href }) => (
                <tr key={name}>
                  <th scope="row">
                    <Link href={href} lang={lang}>
                      {name}
                    </Link>
                  </th>
                  <td>
                    <span className="top-share">
                      <span style={{ width: `${String((count / most) * 100)}%` }} />
                    </span>
                    {number(count)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {isKnown && shown.length === 0 && <p className="quiet">{empty}</p>}
      </div>
    </Card>
  );
}
