import { useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import {
  Ban,
  Clock,
  FlaskConical,
  ListChecks,
  Network,
  ScrollText,
  Settings,
  ShieldBan,
  ShieldCheck,
  UserCheck,
  type LucideIcon,
} from 'lucide-react';
import { networkContains, parseNetwork } from '../../../server/contract/network.ts';
import type { ScreenedNetwork } from '../../../server/contract/screened-network.ts';
import type { SessionDetail } from '../../../server/contract/session-log.ts';
import { Button } from '../../parts/button.tsx';
import { logAddress } from '../../state/log-address.ts';
import { optionAddress } from '../../state/option-address.ts';
import { queueAddress } from '../../state/queue-address.ts';
import { messageAddress, type TriedMessage } from '../../state/try-address.ts';
import { useCall } from '../../state/use-call.ts';
import { useWantedAction, wantAction, type SessionAction } from '../../state/wanted-action.ts';
import { logText } from '../../text/en/log.ts';
import { sessionActionText } from '../../text/en/session-action.ts';
import { SessionDialog } from './actions/session-dialog.tsx';
import { SessionDone } from './actions/session-done.tsx';
import { decidingOption, sessionOffers } from './actions/session-offers.ts';
import { isOutbound } from './session-kind.ts';

const words = sessionActionText;

const ICONS: Readonly<Record<SessionAction, LucideIcon>> = {
  tryOff: FlaskConical,
  whiteList: ListChecks,
  sendAs: UserCheck,
  trust: Network,
  block: ShieldBan,
  unblock: ShieldCheck,
  disconnect: Ban,
  openOption: Settings,
};

/** What can be done about a session without leaving the log. Each action says what it lets in, and can be undone. */
export function SessionActions({ session }: { readonly session: SessionDetail }) {
  const [, navigate] = useLocation();
  const [openedAt] = useState(() => Date.now());
  const listed = useCall('screen.list').data?.blocked;
  const blocked = listed?.find(({ network }) => holds(network, session.ip)) ?? null;
  const option = decidingOption(session);
  const offers = sessionOffers(session, blocked !== null);
  const wanted = useWantedAction(session.id);
  // Whether an address is blocked is known a moment later than the session.
  const isKnown = listed !== undefined || (wanted !== 'unblock' && wanted !== 'block');
  const isOffered = wanted !== null && offers.includes(wanted);
  const close = () => {
    wantAction(null);
  };
  useEffect(() => {
    if (wanted !== 'openOption' || option === null) return;
    wantAction(null);
    navigate(optionAddress(option));
  }, [wanted, option, navigate]);

  return (
    <>
      <SessionDone since={openedAt} />
      <div className="log-actions" role="group" aria-label={words.group} aria-description={words.keys}>
        {offers.map((action) => (
          <Button
            key={action}
            icon={ICONS[action]}
            onPress={() => {
              wantAction({ session: session.id, action });
            }}
          >
            {words.names[action]}
          </Button>
        ))}
        {isOutbound(session) && (
          <Link href={queueAddress({ text: session.recipients[0] ?? '' })} className="button button-plain">
            <Clock size={16} aria-hidden />
            {logText.actions.queue}
          </Link>
        )}
        {(session.listenerKind === 'smtp' || session.listenerKind === 'msa') && (
          <Link href={messageAddress(likeSession(session))} className="button button-plain">
            <FlaskConical size={16} aria-hidden />
            {logText.actions.testLikeIt}
          </Link>
        )}
        <Link href={logAddress({ text: `ip:${session.ip}` })} className="button button-plain">
          <ScrollText size={16} aria-hidden />
          {logText.actions.onlyIp}
        </Link>
      </div>
      <p role="status" className="log-actions-not">
        {wanted !== null && isKnown && !isOffered && words.not[wanted]}
      </p>
      {wanted !== null && isOffered && (
        <SessionDialog action={wanted} session={session} option={option} blocked={blocked} onClose={close} />
      )}
    </>
  );
}

/** A message as the session sent it, as far as its row tells. */
function likeSession({ listener, ip, account, sender, recipients }: SessionDetail): Partial<TriedMessage> {
  const from = sender === null || sender === '<>' ? '' : sender;
  return { listener, ip, account: account ?? '', from, to: recipients[0] ?? '' };
}

function holds(network: ScreenedNetwork['network'], ip: string): boolean {
  const parsed = parseNetwork(network);
  return parsed !== null && networkContains(parsed, ip);
}
