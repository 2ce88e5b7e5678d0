import { ConfirmDialog } from '../../../parts/confirm-dialog.tsx';
import { useConsole } from '../../../state/console-context.tsx';
import { noteChange } from '../../../state/last-change.ts';
import { reportFailure } from '../../../state/report-failure.ts';
import { sessionActionText } from '../../../text/en/session-action.ts';

const words = sessionActionText.disconnect;

interface Props {
  readonly id: string;
  readonly ip: string;
  readonly onClose: () => void;
}

/** Ends a session that runs. Nothing takes it back; the client may come again. */
export function DisconnectSession({ id, ip, onClose }: Props) {
  const console = useConsole();
  const disconnect = async () => {
    const isEnded = await console.call('sessions.disconnect', id);
    noteChange(isEnded ? words.done(ip) : words.gone, null);
  };
  return (
    <ConfirmDialog
      title={words.title}
      subject={ip}
      keep={words.keep}
      proceed={words.proceed}
      onKeep={onClose}
      onProceed={() => {
        onClose();
        reportFailure(words.done(ip), disconnect());
      }}
    >
      <p>{words.intro}</p>
    </ConfirmDialog>
  );
}
