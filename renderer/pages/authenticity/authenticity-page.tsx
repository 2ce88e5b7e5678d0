import { Link } from 'wouter';
import type { OptionSettings } from '../../../server/contract/settings.ts';
import { Answer } from '../../parts/answer.tsx';
import { Card } from '../../parts/card.tsx';
import { OptionName } from '../../parts/option-name.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { logAddress } from '../../state/log-address.ts';
import { optionAddress } from '../../state/option-address.ts';
import { useCall } from '../../state/use-call.ts';
import { authenticityText } from '../../text/en/authenticity.ts';
import { OptionSetting } from '../options/option-setting.tsx';
import { TrustedSealers } from './trusted-sealers.tsx';

const words = authenticityText;
const EXCEPTION = 'localSenderMustAuth.unlessDmarcAligned';

/** Whether mail from outside is from whom it says: what is checked, and what is done about it. */
export function AuthenticityPage() {
  const options = useCall('options.get');
  return (
    <PageFrame title={words.title} lead={words.lead}>
      <Answer of={options}>
        {(settings) => (
          <>
            <Incoming settings={settings} />
            <OwnMail />
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function Incoming({ settings }: { readonly settings: OptionSettings }) {
  return (
    <Card title={words.rule}>
      <OptionSetting
        path="dmarcMustPass"
        settings={settings}
        notes={
          <>
            {words.results} <Link href={logAddress({ text: 'reason:DMARC' })}>{words.inLog}</Link>
          </>
        }
      >
        <TrustedSealers domains={settings.dmarcMustPass.trustedArcSealers} />
      </OptionSetting>
      <p className="card-foot">
        {words.exception}{' '}
        <Link href={optionAddress(EXCEPTION)}>
          <OptionName path={EXCEPTION} />
        </Link>
      </p>
    </Card>
  );
}

function OwnMail() {
  const domains = useCall('domains.list').data;
  const keys = useCall('dkim.list').data;
  const signed = domains?.filter(({ name }) => keys?.some(({ domain, active }) => active && domain === name));
  return (
    <Card title={words.own}>
      <p className="card-lead">
        {words.ownLead} {domains && keys && words.signed(signed?.length ?? 0, domains.length)}{' '}
        <Link href="/domains">{words.keys}</Link>
      </p>
    </Card>
  );
}
