import type { HealthItem } from '../../contract/health.ts';
import type { Check } from '../health-facts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Time to order a new one, and the last days in which that is still done at leisure. */
const ATTENTION_DAYS = 21;
const ALARM_DAYS = 3;
const ACTION = { words: 'See the certificate', page: '/server' } as const;

/**
 * The certificate holds for a while, and those who sign in from elsewhere can check it. A self-made one is no fault
 * while nobody does: other mail servers do not check certificates, and at home everybody knows the machine.
 */
export const checkCertificate: Check = ({ status: { certificate }, now, outsiderSignedIn }) => {
  const days = Math.floor((certificate.notAfter - now) / DAY_MS);
  if (certificate.notAfter <= now)
    return [ending('alarm', 'The certificate has ended: mail programs refuse to connect.')];
  if (days <= ALARM_DAYS) return [ending('alarm', endsIn(days))];
  if (days <= ATTENTION_DAYS) return [ending('attention', endsIn(days))];
  if (!certificate.selfSigned || !outsiderSignedIn) return [];
  return [
    {
      code: 'certificate-self-made',
      severity: 'attention',
      text: 'Somebody signs in from outside, but the certificate is self-made.',
      detail:
        'A mail program elsewhere cannot tell this server from one that only claims to be it. A certificate of an authority ends that.',
      action: ACTION,
    },
  ];
};

function ending(severity: HealthItem['severity'], text: string): HealthItem {
  return { code: 'certificate-ends', severity, text, detail: '', action: ACTION };
}

function endsIn(days: number): string {
  if (days === 0) return 'The certificate ends within a day.';
  return `The certificate ends in ${days === 1 ? '1 day' : `${days} days`}.`;
}
