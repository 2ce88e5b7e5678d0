import { Button } from '../../../parts/button.tsx';
import { Note } from '../../../parts/note.tsx';
import { undoLastChange, useLastChange } from '../../../state/last-change.ts';
import { sessionActionText } from '../../../text/en/session-action.ts';

const words = sessionActionText;

/** What was done from here since `since`, with its undo: where the reader looks, and not only in the truth bar. */
export function SessionDone({ since }: { readonly since: number }) {
  const change = useLastChange();
  if (change.kind === 'none' || change.kind === 'failed' || change.at < since) return null;
  return (
    <Note kind="good">
      <div className="session-done">
        <span>{change.kind === 'made' ? words.done(change.text) : words.undone(change.text)}</span>
        {change.kind === 'made' && change.undo && (
          <Button look="link" onPress={() => void undoLastChange()}>
            {words.undo}
          </Button>
        )}
      </div>
    </Note>
  );
}
