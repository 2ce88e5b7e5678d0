import { Pause } from 'lucide-react';
import type { IntakePause } from '../../server/contract/status.ts';
import { Button } from '../parts/button.tsx';
import { formatDayAndTime } from '../parts/time.tsx';
import { useReportedChange } from '../state/use-reported-change.ts';
import { text } from '../text/en.ts';

/** That no new mail is taken, until when, and the way back. */
export function PauseNote({ pause: { until } }: { readonly pause: IntakePause }) {
  const change = useReportedChange();
  return (
    <span className="truth-paused">
      <Pause size={14} aria-hidden />
      {until === null ? text.shell.pausedByHand : text.shell.pausedUntil(formatDayAndTime(until))}
      <Button
        look="link"
        onPress={() => {
          change({ text: text.shell.resumed, run: ['server.resume'], undo: null, shownBy: 'status.get' });
        }}
      >
        {text.shell.resume}
      </Button>
    </span>
  );
}
