import type { OptionPath } from '../../../../server/contract/options.ts';
import type { ScreenedNetwork } from '../../../../server/contract/screened-network.ts';
import type { SessionDetail } from '../../../../server/contract/session-log.ts';
import type { SessionAction } from '../../../state/wanted-action.ts';
import { BlockIp } from './block-ip.tsx';
import { DisconnectSession } from './disconnect-session.tsx';
import { judgedAddress } from './judged-address.ts';
import { SendAsAddress } from './send-as-address.tsx';
import { TrustIp } from './trust-ip.tsx';
import { TryOptionOff } from './try-option-off.tsx';
import { UnblockIp } from './unblock-ip.tsx';
import { WhiteListSender } from './white-list-sender.tsx';

interface Props {
  readonly action: SessionAction;
  readonly session: SessionDetail;
  readonly option: OptionPath | null;
  readonly blocked: ScreenedNetwork | null;
  readonly onClose: () => void;
}

/** The dialog of an action, about this session. */
export function SessionDialog({ action, session, option, blocked, onClose }: Props) {
  const { id, ip, account } = session;
  const address = judgedAddress(session);
  switch (action) {
    case 'whiteList':
      return address && <WhiteListSender address={address} onClose={onClose} />;
    case 'sendAs':
      return address && account && <SendAsAddress account={account} address={address} onClose={onClose} />;
    case 'trust':
      return <TrustIp ip={ip} onClose={onClose} />;
    case 'block':
      return <BlockIp ip={ip} onClose={onClose} />;
    case 'unblock':
      return blocked && <UnblockIp blocked={blocked} ip={ip} onClose={onClose} />;
    case 'tryOff':
      return option && <TryOptionOff session={session} option={option} onClose={onClose} />;
    case 'disconnect':
      return <DisconnectSession id={id} ip={ip} onClose={onClose} />;
    case 'openOption':
      return null;
  }
}
