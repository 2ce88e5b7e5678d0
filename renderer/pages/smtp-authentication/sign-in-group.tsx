import { Link } from 'wouter';
import { Card } from '../../parts/card.tsx';
import { useCall } from '../../state/use-call.ts';
import { text } from '../../text/en.ts';
import { OptionSetting, SubOptionSetting } from '../options/option-setting.tsx';
import type { GroupProps } from './group-props.ts';

/** When a sign-in is needed at all. */
export function SignInGroup({ settings, shows }: GroupProps) {
  const hasDomainSharing = useCall('status.get').data?.features.domainSharing ?? true;
  const trusted = useCall('networks.list').data?.trustedIps.length;
  if (!shows('localSenderMustAuth') && !shows('localIpMustAuth')) return null;
  return (
    <Card title={text.options.groups.signIn}>
      {shows('localSenderMustAuth') && (
        <OptionSetting path="localSenderMustAuth" settings={settings}>
          <SubOptionSetting path="localSenderMustAuth.unlessToLocalAccount" settings={settings} />
          <SubOptionSetting
            path="localSenderMustAuth.unlessDomainSharing"
            settings={settings}
            notes={
              !hasDomainSharing && (
                <>
                  {text.options.domainSharingNotSetUp} <Link href="/domains">{text.options.domains}</Link>
                </>
              )
            }
          />
          <SubOptionSetting path="localSenderMustAuth.unlessTrustedIp" settings={settings} />
          <SubOptionSetting
            path="localSenderMustAuth.unlessDmarcAligned"
            settings={settings}
            notes={<Link href="/authenticity">{text.options.senderChecks}</Link>}
          />
        </OptionSetting>
      )}
      {shows('localIpMustAuth') && (
        <OptionSetting
          path="localIpMustAuth"
          settings={settings}
          notes={
            trusted !== undefined && (
              <>
                {text.options.trustedExempt(trusted)} <Link href="/networks">{text.options.trustedIps}</Link>
              </>
            )
          }
        />
      )}
    </Card>
  );
}
