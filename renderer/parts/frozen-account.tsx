import type { AccountFreeze } from '../../server/contract/directory.ts';
import { sendAsText } from '../text/en/send-as.ts';
import { Button } from './button.tsx';
import { Note } from './note.tsx';
import { formatRelative } from './time.tsx';

interface Props {
  readonly address: string;
  readonly freeze: AccountFreeze;
  readonly now: number;
  readonly onUnfreeze: () => void;
}

/** An account that has sent too much: since when, why, and the way back. */
export function FrozenAccount({ address, freeze, now, onUnfreeze }: Props) {
  return (
    <Note kind="error">
      <div className="note-action">
        <div>
          <p>
            <strong>{sendAsText.frozenSince(address, formatRelative(freeze.since, now))}</strong>{' '}
            {sentence(freeze.reason)}
          </p>
          <p className="quiet">{sendAsText.frozenHelp}</p>
        </div>
        <Button aria-label={sendAsText.unfreezeNamed(address)} onPress={onUnfreeze}>
          {sendAsText.unfreeze}
        </Button>
      </div>
    </Note>
  );
}

function sentence(reason: string): string {
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}${/[.!?]$/.test(reason) ? '' : '.'}`;
}
