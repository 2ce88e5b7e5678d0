import { Answer } from '../../parts/answer.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { PageTabs } from '../../parts/page-tabs.tsx';
import { useCall } from '../../state/use-call.ts';
import { listsText } from '../../text/en/lists.ts';
import { LocalIps } from './local-ips.tsx';
import { TrustedIps } from './trusted-ips.tsx';

const words = listsText.networks;

/** Which networks are the office's own, and which of them may do without a sign-in. */
export function NetworksPage() {
  const networks = useCall('networks.list');
  return (
    <PageFrame title={words.title} lead={words.lead}>
      <Answer of={networks}>
        {({ trustedIps, localIps }) => (
          <PageTabs
            label={words.tabs}
            tabs={[
              { id: 'trusted', title: words.trusted, content: <TrustedIps entries={trustedIps} /> },
              { id: 'local', title: words.local, content: <LocalIps ranges={localIps} /> },
            ]}
          />
        )}
      </Answer>
    </PageFrame>
  );
}
