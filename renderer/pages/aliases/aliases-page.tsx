import { Answer } from '../../parts/answer.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { PageTabs } from '../../parts/page-tabs.tsx';
import { useCall } from '../../state/use-call.ts';
import { listsText } from '../../text/en/lists.ts';
import { AliasList } from './alias-list.tsx';
import { AliasSettings } from './alias-settings.tsx';

const words = listsText.aliases;

/** Further addresses of the accounts; and the setting that is mirrored on SMTP Authentication. */
export function AliasesPage() {
  const aliases = useCall('aliases.list');
  return (
    <PageFrame title={words.title} lead={words.lead}>
      <PageTabs
        label={words.tabs}
        tabs={[
          {
            id: 'list',
            title: words.list,
            content: <Answer of={aliases}>{(list) => <AliasList aliases={list} />}</Answer>,
          },
          { id: 'settings', title: words.settings, content: <AliasSettings /> },
        ]}
      />
    </PageFrame>
  );
}
