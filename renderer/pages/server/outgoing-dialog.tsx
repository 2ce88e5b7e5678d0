import type { Settings } from '../../../server/contract/settings.ts';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { text } from '../../text/en.ts';
import { outgoingText } from '../../text/en/outgoing.ts';
import { OutgoingFields } from './outgoing-fields.tsx';
import { useOutgoing } from './use-outgoing.ts';

/** Chooses between straight delivery and a smart host. */
export function OutgoingDialog({
  outbound,
  onClose,
}: {
  readonly outbound: Settings['outbound'];
  readonly onClose: () => void;
}) {
  const save = useOutgoing();
  return (
    <EntryDialog
      title={outgoingText.editTitle}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={(values) => save(values, outbound)}
    >
      <OutgoingFields outbound={outbound} autoFocus />
    </EntryDialog>
  );
}
