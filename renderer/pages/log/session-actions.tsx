import { Link } from 'wouter';
import { Clock, ListChecks, Network, ScrollText, Settings, ShieldBan, type LucideIcon } from 'lucide-react';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import { logAddress } from '../../state/log-address.ts';
import { optionAddress } from '../../state/option-address.ts';
import { queueAddress } from '../../state/queue-address.ts';
import { logText } from '../../text/en/log.ts';
import { isOutbound } from './session-kind.ts';

interface Action {
  readonly icon: LucideIcon;
  readonly words: string;
  readonly address: string;
}

/** What can be done about a session. Each leads to its page with the form filled in; nothing is changed from here. */
export function SessionActions({ session }: { readonly session: SessionDetail }) {
  return (
    <div className="log-actions">
      {actionsFor(session).map(({ icon: Icon, words, address }) => (
        <Link key={words} href={address} className="button button-plain">
          <Icon size={16} aria-hidden />
          {words}
        </Link>
      ))}
    </div>
  );
}

function actionsFor(session: SessionDetail): readonly Action[] {
  const { refusal, sender, ip, recipients } = session;
  const words = logText.actions;
  if (isOutbound(session))
    return [
      { icon: Clock, words: words.queue, address: queueAddress({ text: recipients[0] ?? '' }) },
      { icon: ScrollText, words: words.onlyIp, address: logAddress({ text: `ip:${ip}` }) },
    ];
  const actions: Action[] = [];
  if (refusal?.option)
    actions.push({ icon: Settings, words: words.openOption, address: optionAddress(refusal.option) });
  if (refusal?.rule === 'returnPathMustMatch' && sender !== null)
    actions.push({
      icon: ListChecks,
      words: words.whiteList,
      address: `/white-list?${query('add', sender)}`,
    });
  if (refusal?.rule === 'fromHeaderMustMatch')
    actions.push({ icon: ListChecks, words: words.whiteList, address: `/white-list?${query('add', '')}` });
  if (refusal?.rule === 'localIpMustAuth')
    actions.push({ icon: Network, words: words.trust, address: `/networks?${query('trust', ip)}` });
  actions.push(
    refusal?.rule === 'dynamicScreen'
      ? { icon: ShieldBan, words: words.screen, address: '/dynamic-screen' }
      : { icon: ShieldBan, words: words.block, address: `/dynamic-screen?${query('block', ip)}` },
    { icon: ScrollText, words: words.onlyIp, address: logAddress({ text: `ip:${ip}` }) },
  );
  return actions;
}

function query(name: string, value: string): string {
  return new URLSearchParams({ [name]: value }).toString();
}
