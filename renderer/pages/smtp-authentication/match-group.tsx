import { Link, useLocation } from 'wouter';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { optionAddress } from '../../state/option-address.ts';
import { useCall } from '../../state/use-call.ts';
import { text } from '../../text/en.ts';
import { OptionSetting } from '../options/option-setting.tsx';
import type { GroupProps } from './group-props.ts';

/** Whose addresses a signed-in account may use, and who is exempt. */
export function MatchGroup({ settings, shows }: GroupProps) {
  if (!shows('returnPathMustMatch') && !shows('fromHeaderMustMatch')) return null;
  const gatewayNote = (
    <>
      {text.options.gatewayExempt(settings.gatewaysExemptFromMatch)}{' '}
      <Link href={optionAddress('gatewaysExemptFromMatch')}>{text.options.globalGatewaySettings}</Link>
    </>
  );
  const isIdle = settings.returnPathMustMatch.mode === 'off' && settings.fromHeaderMustMatch.mode === 'off';
  return (
    <Card title={text.options.groups.match}>
      {shows('returnPathMustMatch') && (
        <OptionSetting path="returnPathMustMatch" settings={settings} notes={gatewayNote} />
      )}
      {shows('fromHeaderMustMatch') && (
        <OptionSetting path="fromHeaderMustMatch" settings={settings} notes={gatewayNote} />
      )}
      <WhiteListRow isIdle={isIdle} />
    </Card>
  );
}

function WhiteListRow({ isIdle }: { readonly isIdle: boolean }) {
  const [, navigate] = useLocation();
  const count = useCall('whiteList.list').data?.length;
  return (
    <div className="option">
      <div className="option-main">
        <div className="option-text">
          <span className="option-label">{text.options.whiteList}</span>
          <p className="option-help">
            {text.options.whiteListHelp} {count !== undefined && text.options.whiteListCount(count)}
          </p>
          {isIdle && <div className="option-notes">{text.options.whiteListIdle}</div>}
        </div>
        <div className="option-controls">
          <Button
            onPress={() => {
              navigate('/white-list');
            }}
          >
            {text.options.openWhiteList}
          </Button>
        </div>
      </div>
    </div>
  );
}
