import { PageFrame } from '../../parts/page-frame.tsx';
import { PageTabs } from '../../parts/page-tabs.tsx';
import { tryText } from '../../text/en/try.ts';
import { ChangeTrial } from './change-trial.tsx';
import { MessageTest } from './message-test.tsx';

/** What would become of a message, and what a change would do; nothing is sent or changed by either. */
export function TryPage() {
  return (
    <PageFrame title={tryText.title} lead={tryText.lead}>
      <PageTabs
        label={tryText.tabs}
        tabs={[
          { id: 'message', title: tryText.message, content: <MessageTest /> },
          { id: 'change', title: tryText.change, content: <ChangeTrial /> },
        ]}
      />
    </PageFrame>
  );
}
