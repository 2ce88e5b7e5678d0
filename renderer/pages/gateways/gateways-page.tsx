import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { PageTabs } from '../../parts/page-tabs.tsx';
import { useCall } from '../../state/use-call.ts';
import { listsText } from '../../text/en/lists.ts';
import { OptionSetting } from '../options/option-setting.tsx';
import { GatewayList } from './gateway-list.tsx';

const words = listsText.gateways;

/** Domains whose mail is forwarded, and what holds for all of them. */
export function GatewaysPage() {
  const gateways = useCall('gateways.list');
  const options = useCall('options.get');
  return (
    <PageFrame title={words.title} lead={words.lead}>
      <PageTabs
        label={words.tabs}
        tabs={[
          {
            id: 'list',
            title: words.list,
            content: <Answer of={gateways}>{(list) => <GatewayList gateways={list} />}</Answer>,
          },
          {
            id: 'global',
            title: words.global,
            content: (
              <Answer of={options}>
                {(settings) => (
                  <Card title={words.matching}>
                    <OptionSetting path="gatewaysExemptFromMatch" settings={settings} />
                  </Card>
                )}
              </Answer>
            ),
          },
        ]}
      />
    </PageFrame>
  );
}
