import { useId } from 'react';
import { Link } from 'wouter';
import type { Settings } from '../../../server/contract/settings.ts';
import { Answer } from '../../parts/answer.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { OptionName } from '../../parts/option-name.tsx';
import { Toggle } from '../../parts/toggle.tsx';
import { optionAddress } from '../../state/option-address.ts';
import { useCall } from '../../state/use-call.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { text } from '../../text/en.ts';
import { sharingText } from '../../text/en/sharing.ts';
import { SharingHosts } from './sharing-hosts.tsx';
import { SharingTest } from './sharing-test.tsx';

const words = sharingText;
const OPTION = 'localSenderMustAuth.unlessDomainSharing';
type Sharing = Settings['domainSharing'];

/** Other servers that have accounts of the same domains: which, in what order, and how they answer. */
export function DomainSharingPanel() {
  const settings = useCall('settings.get');
  return (
    <Card title={words.title}>
      <p className="card-lead">
        {words.lead} {words.option}:{' '}
        <Link href={optionAddress(OPTION)}>
          <OptionName path={OPTION} />
        </Link>
      </p>
      <Answer of={settings}>
        {({ domainSharing }) => (
          <>
            <Enabled sharing={domainSharing} />
            <SharingHosts hosts={domainSharing.hosts} />
            {domainSharing.hosts.length > 0 && (
              <>
                <Remembered />
                <SharingTest />
              </>
            )}
          </>
        )}
      </Answer>
    </Card>
  );
}

function Enabled({ sharing: { enabled, hosts } }: { readonly sharing: Sharing }) {
  const id = useId();
  const make = useReportedChange();
  const set = (isOn: boolean) => {
    make({
      text: words.turned(isOn),
      run: ['settings.set', { domainSharing: { enabled: isOn } }],
      undo: [['settings.set', { domainSharing: { enabled: !isOn } }]],
      shownBy: 'settings.get',
    });
  };
  return (
    <div className="option">
      <div className="option-main">
        <div className="option-text">
          <label id={`${id}-label`} htmlFor={`${id}-switch`} className="option-label">
            {words.enabled}
          </label>
          <p id={`${id}-help`} className="option-help">
            {words.enabledHelp} {enabled && hosts.length === 0 && words.noHosts}
          </p>
        </div>
        <div className="option-controls">
          <Toggle
            id={`${id}-switch`}
            labelledBy={`${id}-label`}
            describedBy={`${id}-help`}
            isOn={enabled}
            state={text.options.state(enabled)}
            onChange={set}
          />
        </div>
      </div>
    </div>
  );
}

function Remembered() {
  const make = useReportedChange();
  const cached = useCall('domainSharing.status').data?.cached;
  return (
    <div className="option">
      <div className="option-main">
        <div className="option-text">
          <span className="option-label">{words.cache}</span>
          <p className="option-help">
            {cached && words.cached(cached.found, cached.notFound, cached.errors)}
          </p>
        </div>
        <div className="option-controls">
          <Button
            onPress={() => {
              make({
                text: words.flushed,
                run: ['domainSharing.flush'],
                undo: null,
                shownBy: 'domainSharing.status',
              });
            }}
          >
            {words.flush}
          </Button>
        </div>
      </div>
    </div>
  );
}
