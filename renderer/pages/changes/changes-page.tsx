import { History, SearchX } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { CHANGE_KINDS, type ChangeKind, type ChangeRecord } from '../../../server/contract/audit.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useChangeHistory } from '../../state/use-change-history.ts';
import { useNow } from '../../state/use-now.ts';
import { changesText as words } from '../../text/en/changes.ts';
import { ChangeCard } from './change-card.tsx';
import { subjectWords } from './field-words.ts';

/** What was changed, by whom and why; `?subject=` shows the history of one option or one entry. */
export function ChangesPage() {
  const subject = new URLSearchParams(useSearch()).get('subject');
  const [written, setWritten] = useState('');
  const [kind, setKind] = useState<ChangeKind | null>(null);
  const text = useDeferredValue(written.trim());
  const history = useChangeHistory({
    ...(text !== '' && { text }),
    ...(kind !== null && { kind }),
    ...(subject !== null && { subject }),
  });
  const isFiltered = text !== '' || kind !== null || subject !== null;
  return (
    <PageFrame title={words.title} lead={words.lead}>
      <div className="change-filter" role="search">
        <input
          className="field-input"
          type="search"
          aria-label={words.filter}
          placeholder={words.filterPlaceholder}
          value={written}
          maxLength={200}
          onChange={(event) => {
            setWritten(event.target.value);
          }}
        />
        <select
          className="field-input"
          aria-label={words.kind}
          value={kind ?? ''}
          onChange={(event) => {
            setKind(CHANGE_KINDS.find((candidate) => candidate === event.target.value) ?? null);
          }}
        >
          <option value="">{words.everyKind}</option>
          {CHANGE_KINDS.map((name) => (
            <option key={name} value={name}>
              {words.kinds[name]}
            </option>
          ))}
        </select>
      </div>
      {subject !== null && (
        <p className="change-subject">
          {words.about(subjectWords(subject))} <Link href="/changes">{words.showAll}</Link>
        </p>
      )}
      <Answer of={history}>
        {({ pages }) => (
          <>
            <Changes changes={pages.flatMap(({ changes }) => changes)} isFiltered={isFiltered} />
            {history.hasNextPage && (
              <Button isDisabled={history.isFetchingNextPage} onPress={() => void history.fetchNextPage()}>
                {words.older}
              </Button>
            )}
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function Changes({
  changes,
  isFiltered,
}: {
  readonly changes: readonly ChangeRecord[];
  readonly isFiltered: boolean;
}) {
  const now = useNow(30_000);
  if (changes.length === 0) {
    return (
      <div className="card">
        {isFiltered ? (
          <EmptyState icon={SearchX} title={words.nothingFound} />
        ) : (
          <EmptyState icon={History} title={words.empty}>
            <p>{words.emptyHelp}</p>
          </EmptyState>
        )}
      </div>
    );
  }
  return (
    <ol className="changes card" aria-label={words.list}>
      {changes.map((change) => (
        <ChangeCard key={change.id} change={change} now={now} />
      ))}
    </ol>
  );
}
