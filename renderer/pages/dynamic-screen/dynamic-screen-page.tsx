import { Plus } from 'lucide-react';
import { Link } from 'wouter';
import type { CallResult } from '../../../server/contract/api.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { PageTabs } from '../../parts/page-tabs.tsx';
import { useCall } from '../../state/use-call.ts';
import { useEditor } from '../../state/use-editor.ts';
import { listsText } from '../../text/en/lists.ts';
import { AllowList } from './allow-list.tsx';
import { BlockDialog } from './block-dialog.tsx';
import { BlockedNetworks } from './blocked-networks.tsx';

const words = listsText.screen;

/** Who is kept out, why and until when; and who never is. */
export function DynamicScreenPage() {
  const screen = useCall('screen.list');
  const editor = useEditor<never>('block');
  return (
    <PageFrame
      title={words.title}
      lead={words.lead}
      actions={
        <Button look="primary" icon={Plus} onPress={editor.add}>
          {words.add}
        </Button>
      }
    >
      <Answer of={screen}>{(lists) => <Lists lists={lists} />}</Answer>
      {editor.editing.kind === 'new' && (
        <BlockDialog initial={editor.editing.initial} onClose={editor.close} />
      )}
    </PageFrame>
  );
}

function Lists({ lists }: { readonly lists: CallResult<'screen.list'> }) {
  const thresholds = useCall('settings.get').data?.dynamicScreen;
  return (
    <>
      <PageTabs
        label={words.tabs}
        tabs={[
          { id: 'blocked', title: words.blocked, content: <BlockedNetworks blocked={lists.blocked} /> },
          { id: 'allowed', title: words.allowed, content: <AllowList entries={lists.allowList} /> },
        ]}
      />
      {thresholds && (
        <p className="page-note">
          {words.thresholdsText(thresholds.authFailures, thresholds.withinMinutes)}{' '}
          <Link href="/server">{words.thresholdsLink}</Link>
        </p>
      )}
    </>
  );
}
