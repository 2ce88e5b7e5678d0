import { Link } from 'wouter';
import { Card } from '../../parts/card.tsx';
import { optionAddress } from '../../state/option-address.ts';
import { text } from '../../text/en.ts';
import { OptionSetting, SubOptionSetting } from '../options/option-setting.tsx';
import type { GroupProps } from './group-props.ts';

/** The names spammers try first, POP Before SMTP, and sign-in on the port meant for other servers. */
export function ReservedGroup({ settings, shows }: GroupProps) {
  const rows = ['roleAddressMustAuth', 'popBeforeSmtp.exemptAuthenticated', 'noAuthOnSmtpPort'];
  if (!rows.some(shows)) return null;
  const pop = settings.popBeforeSmtp;
  return (
    <Card title={text.options.groups.reserved}>
      {shows('roleAddressMustAuth') && (
        <OptionSetting
          path="roleAddressMustAuth"
          settings={settings}
          notes={
            <>
              {text.options.mirroredOnAliases}{' '}
              <Link href="/aliases?tab=settings">{text.options.aliasSettings}</Link>.{' '}
              {text.options.mirroredTail}
            </>
          }
        />
      )}
      {shows('popBeforeSmtp.exemptAuthenticated') && (
        <OptionSetting
          path="popBeforeSmtp.exemptAuthenticated"
          settings={settings}
          notes={
            <>
              {pop.mode === 'off' ? text.options.popOff : text.options.popOn(pop.minutes)}{' '}
              <Link href={optionAddress('popBeforeSmtp')}>{text.options.popSettings}</Link>
            </>
          }
        />
      )}
      {shows('noAuthOnSmtpPort') && (
        <OptionSetting path="noAuthOnSmtpPort" settings={settings}>
          <SubOptionSetting
            path="noAuthOnSmtpPort.screenAuthProbes"
            settings={settings}
            notes={text.options.screenNote}
          />
        </OptionSetting>
      )}
    </Card>
  );
}

/** Gatepost's own additions that belong to this page. */
export function BeyondGroup({ settings, shows }: GroupProps) {
  if (!shows('displayNameMayNotShowAnotherAddress')) return null;
  return (
    <Card title={text.options.groups.beyond}>
      <OptionSetting path="displayNameMayNotShowAnotherAddress" settings={settings} />
    </Card>
  );
}
