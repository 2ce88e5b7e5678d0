import { Answer } from '../../parts/answer.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useCall } from '../../state/use-call.ts';
import { serverText } from '../../text/en/server.ts';
import { AppearanceCard } from './appearance-card.tsx';
import { CertificateCard } from './certificate-card.tsx';
import { DnsCard } from './dns-card.tsx';
import { IdentityCard } from './identity-card.tsx';
import { LimitsCard } from './limits-card.tsx';
import { ListenersCard } from './listeners-card.tsx';
import { NoticesCard } from './notices-card.tsx';
import { OutgoingCard } from './outgoing-card.tsx';
import { PlaintextCard } from './plaintext-card.tsx';
import { PopBeforeSmtpCard } from './pop-before-smtp-card.tsx';
import { ScreenThresholdsCard } from './screen-thresholds-card.tsx';
import { SetupCard } from './setup-card.tsx';
import { TriesCard } from './tries-card.tsx';

/** The server itself: name, ports, certificate, limits, and all of it as one document. */
export function ServerPage() {
  const status = useCall('status.get');
  const settings = useCall('settings.get');
  const options = useCall('options.get');
  return (
    <PageFrame title={serverText.title} lead={serverText.lead}>
      <Answer of={status}>
        {(current) => (
          <>
            <IdentityCard status={current} />
            <ListenersCard listeners={current.listeners} />
            <CertificateCard certificate={current.certificate} />
          </>
        )}
      </Answer>
      <Answer of={settings}>
        {(values) => (
          <>
            <OutgoingCard outbound={values.outbound} />
            <TriesCard outbound={values.outbound} />
            <DnsCard dns={values.dns} />
          </>
        )}
      </Answer>
      <Answer of={options}>{(values) => <PopBeforeSmtpCard settings={values} />}</Answer>
      <Answer of={settings}>
        {(values) => (
          <>
            <NoticesCard notices={values.notices} />
            <ScreenThresholdsCard thresholds={values.dynamicScreen} />
            <LimitsCard limits={values.limits} />
            <PlaintextCard networks={values.allowPlaintextAuthFrom} />
          </>
        )}
      </Answer>
      <SetupCard />
      <AppearanceCard />
    </PageFrame>
  );
}
