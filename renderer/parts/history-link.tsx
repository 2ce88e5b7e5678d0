import { History } from 'lucide-react';
import { Link } from 'wouter';
import { changesText } from '../text/en/changes.ts';

interface Props {
  /** As the change history names it: an option's key, a pattern, a range, an address. */
  readonly subject: string;
  /** As the reader knows it, where that is something else. */
  readonly what?: string;
}

/** Leads to all changes of one option or one entry. */
export function HistoryLink({ subject, what = subject }: Props) {
  return (
    <Link
      href={`/changes?subject=${encodeURIComponent(subject)}`}
      className="button button-quiet button-icon-only"
      aria-label={changesText.historyOf(what)}
    >
      <History size={16} aria-hidden />
    </Link>
  );
}
