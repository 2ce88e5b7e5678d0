import { useState } from 'react';
import type { WhiteListView } from '../../../../server/contract/list-calls.ts';
import { useCall } from '../../../state/use-call.ts';
import type { Editor } from '../../../state/use-editor.ts';
import { sessionActionText } from '../../../text/en/session-action.ts';
import { DraftDifference } from '../../try/draft-difference.tsx';
import { WhiteListDialog } from '../../white-list/white-list-dialog.tsx';

const words = sessionActionText;

interface Props {
  readonly address: string;
  readonly onClose: () => void;
}

/** "To be exempt … the white listed address must match": this one address, for a time, with what that would let in. */
export function WhiteListSender({ address, onClose }: Props) {
  const listed = useCall('whiteList.list').data;
  const [editor] = useState<Editor<WhiteListView>>(() => newEntry(address, onClose));
  return (
    <WhiteListDialog
      editor={editor}
      lasts="month"
      difference={
        listed && (
          <section aria-label={words.difference}>
            <p className="quiet">{words.difference}</p>
            <DraftDifference
              draft={{
                whiteList: [
                  ...listed.map(({ pattern, comment, owner, expiresAt }) => ({
                    pattern,
                    comment,
                    owner,
                    expiresAt,
                  })),
                  { pattern: address, comment: '', owner: '', expiresAt: null },
                ],
              }}
            />
          </section>
        )
      }
    >
      <p>{words.whiteList.intro(address)}</p>
    </WhiteListDialog>
  );
}

/** The editor of a list on which one new entry is being made. */
export function newEntry<T>(initial: string, onClose: () => void): Editor<T> {
  const nothing = () => undefined;
  return { editing: { kind: 'new', initial }, add: nothing, edit: nothing, close: onClose };
}
