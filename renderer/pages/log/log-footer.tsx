import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button } from '../../parts/button.tsx';
import { formatDay, formatDayAndTime } from '../../parts/time.tsx';
import { useConsole } from '../../state/console-context.tsx';
import { MOST_ROWS } from '../../state/log-history.ts';
import type { LogView } from '../../state/log-view.ts';
import { text } from '../../text/en.ts';
import { logToolsText } from '../../text/en/log-tools.ts';

const DAY_MS = 86_400_000;
/** The longest time that numbers can be asked for. */
const LONGEST_STATS_DAYS = 93;

interface Props {
  readonly view: LogView;
  /** Whether anything but the whole log is shown. */
  readonly isFiltered: boolean;
}

/** How far the list goes: still on its way, at its bounds, or at the begin of the log. */
export function LogFooter({ view, isFiltered }: Props) {
  const { end } = view;
  return (
    <div className="log-footer" role="group" aria-label={logToolsText.footer.label}>
      <FooterWords view={view} isFiltered={isFiltered} />
      {end.kind === 'bounded' && <Button onPress={view.goOn}>{logToolsText.footer.further}</Button>}
      {end.kind === 'failed' && <Button onPress={view.goOn}>{text.common.tryAgain}</Button>}
    </div>
  );
}

function FooterWords({ view, isFiltered }: Props) {
  const words = logToolsText.footer;
  const { end, known } = view;
  const begin = useLogBegin(end.kind === 'end' && !isFiltered);
  const oldest = known === 0 ? undefined : view.rowAt(known - 1);
  switch (end.kind) {
    case 'loading':
    case 'more':
      return (
        <span>{oldest ? words.loaded(known, formatDayAndTime(oldest.startedAt)) : words.searching}</span>
      );
    case 'bounded':
      return <span role="status">{words.searchedBack(formatDayAndTime(end.searchedBackTo))}</span>;
    case 'full':
      return <span role="status">{words.full(MOST_ROWS)}</span>;
    case 'failed':
      return <span role="alert">{words.failed(end.because)}</span>;
    case 'end':
      return (
        <span>{begin === null || isFiltered ? words.all(known) : words.begins(known, formatDay(begin))}</span>
      );
  }
}

/** When the first session that is kept began, to the hour; null while it is not known. */
function useLogBegin(isWanted: boolean): number | null {
  const console = useConsole();
  const [now] = useState(() => Date.now());
  const stats = useQuery({
    queryKey: ['log.stats', 'begin', now],
    queryFn: () => console.call('log.stats', now - LONGEST_STATS_DAYS * DAY_MS, now),
    enabled: isWanted,
    gcTime: 60_000,
  });
  return stats.data?.hours[0]?.startedAt ?? null;
}
