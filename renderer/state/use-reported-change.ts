import { reportFailure } from './report-failure.ts';
import { useChange, type Change } from './use-change.ts';

/** Makes changes that no form waits for; the truth bar shows what came of them. */
export function useReportedChange(): (change: Change) => void {
  const change = useChange();
  return (wanted) => {
    reportFailure(wanted.text, change(wanted));
  };
}
