import { CircleAlert, CircleCheck, CircleHelp, CircleMinus, type LucideIcon } from 'lucide-react';
import type { DnsFinding, DnsReport } from '../../../server/contract/first-run.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { dnsText } from '../../text/en/dns-records.ts';

const words = dnsText;
type State = DnsFinding['state'];
const ICONS: Readonly<Record<State, LucideIcon>> = {
  right: CircleCheck,
  missing: CircleMinus,
  wrong: CircleAlert,
  unknown: CircleHelp,
};
const BADGES: Readonly<Record<State, string>> = {
  right: 'good',
  missing: 'warning',
  wrong: 'error',
  unknown: 'quiet',
};

/** Each record as it is, and as it should be where that differs, ready to be copied. */
export function DnsFindings({ report: { domain, findings, resolvers } }: { readonly report: DnsReport }) {
  const right = findings.filter(({ state }) => state === 'right').length;
  return (
    <>
      <p className="dns-summary">
        <strong>{words.summary(right, findings.length)}</strong>{' '}
        <span className="quiet">{words.asked(resolvers.join(' · '))}</span>
      </p>
      <ul className="dns-findings" aria-label={words.findings(domain)}>
        {findings.map((finding) => (
          <li key={`${finding.record} ${finding.name}`}>
            <Finding finding={finding} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Finding({
  finding: { record, name, state, found, detail, wanted },
}: {
  readonly finding: DnsFinding;
}) {
  const Icon = ICONS[state];
  return (
    <div className={`dns-finding dns-${state}`}>
      <Icon size={17} aria-hidden />
      <div>
        <p className="dns-head">
          <strong>{record}</strong>{' '}
          <span className={`badge badge-${BADGES[state]}`}>{words.states[state]}</span>{' '}
          <span className="quiet dns-name">{name}</span>
        </p>
        <p>{detail}</p>
        {state !== 'right' && found.length > 0 && (
          <p className="quiet">
            {words.found}:{' '}
            {found.map((text) => (
              <code key={text}>{text}</code>
            ))}
          </p>
        )}
        {wanted && <Wanted record={record} wanted={wanted} />}
      </div>
    </div>
  );
}

function Wanted({
  record,
  wanted: { type, name, value },
}: {
  readonly record: string;
  readonly wanted: NonNullable<DnsFinding['wanted']>;
}) {
  return (
    <div className="dns-wanted" role="group" aria-label={`${words.wanted}: ${record}`}>
      <span className="dns-type">{type}</span>
      <code>{name}</code>
      <CopyButton label={words.copyName} describedAs={words.copyNameOf(record)} content={() => name} />
      <span className="dns-type" aria-hidden />
      <code>{value}</code>
      <CopyButton label={words.copyValue} describedAs={words.copyValueOf(record)} content={() => value} />
    </div>
  );
}
