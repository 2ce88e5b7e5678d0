import { useState } from 'react';
import { Link } from 'wouter';
import type { Weakening } from '../../../server/contract/health.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { ServerWords } from '../../parts/server-words.tsx';
import { dashboardText as words } from '../../text/en/dashboard.ts';

const FIRST = 6;

/** Every option and entry that lets in more than a new installation, counted. */
export function ExceptionsCard({ weakenings }: { readonly weakenings: readonly Weakening[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? weakenings : weakenings.slice(0, FIRST);
  const count = weakenings.reduce((sum, weakening) => sum + weakening.count, 0);
  return (
    <Card
      title={words.exceptions}
      actions={count > 0 && <span className="badge badge-quiet">{words.exceptionsCount(count)}</span>}
    >
      <p className="card-lead">{words.exceptionsLead}</p>
      {count === 0 ? (
        <p className="card-body quiet">{words.noExceptions}</p>
      ) : (
        <ul className="exception-list" aria-label={words.exceptions}>
          {shown.map(({ text, page }) => (
            <li key={text}>
              <ServerWords>{text}</ServerWords>
              <Link href={page} aria-label={`${words.review}: ${text}`}>
                {words.review}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {shown.length < weakenings.length && (
        <div className="table-more">
          <Button
            onPress={() => {
              setWhole(true);
            }}
          >
            {words.allExceptions(weakenings.length - shown.length)}
          </Button>
        </div>
      )}
    </Card>
  );
}
