import { useState } from 'react';
import type { CommentedNetwork } from '../../../../server/contract/directory.ts';
import type { OptionSettings } from '../../../../server/contract/settings.ts';
import { Note } from '../../../parts/note.tsx';
import { useCall } from '../../../state/use-call.ts';
import type { Editor } from '../../../state/use-editor.ts';
import { useOptions } from '../../../state/use-option.ts';
import { sessionActionText } from '../../../text/en/session-action.ts';
import { TrustedIpDialog } from '../../networks/trusted-ip-dialog.tsx';
import { DraftDifference } from '../../try/draft-difference.tsx';
import { newEntry } from './white-list-sender.tsx';

const words = sessionActionText.trust;

interface Props {
  readonly ip: string;
  readonly onClose: () => void;
}

/** "Trusted IPs are exempt": exactly this address, with all that the settings of this installation then spare it. */
export function TrustIp({ ip, onClose }: Props) {
  const networks = useCall('networks.list').data;
  const options = useOptions();
  const [editor] = useState<Editor<CommentedNetwork>>(() => newEntry(ip, onClose));
  return (
    <TrustedIpDialog
      editor={editor}
      difference={
        networks && (
          <section aria-label={sessionActionText.difference}>
            <p className="quiet">{sessionActionText.difference}</p>
            <DraftDifference
              draft={{
                trustedIps: [...networks.trustedIps, { range: ip, comment: '' }].map((entry) => ({
                  ...entry,
                })),
              }}
            />
          </section>
        )
      }
    >
      <p>{words.intro(ip)}</p>
      {options && (
        <ul className="trust-spares">
          {sparedBy(options).map((what) => (
            <li key={what}>{words.skips[what]}</li>
          ))}
        </ul>
      )}
      <Note kind="warning">{words.warning}</Note>
    </TrustedIpDialog>
  );
}

/** What a trusted client is spared by the settings in force. */
function sparedBy(options: OptionSettings): readonly (keyof typeof words.skips)[] {
  const { localIpMustAuth, localSenderMustAuth, popBeforeSmtp, trustedIpsMayRelay } = options;
  const spared: readonly (readonly [keyof typeof words.skips, boolean])[] = [
    ['localIpMustAuth', localIpMustAuth.mode !== 'off'],
    ['localSenderMustAuth', localSenderMustAuth.mode !== 'off' && localSenderMustAuth.unlessTrustedIp],
    ['popBeforeSmtp', popBeforeSmtp.mode !== 'off' && popBeforeSmtp.unlessTrustedIp],
    ['gateway', true],
    ['relay', trustedIpsMayRelay],
    ['screen', true],
  ];
  return spared.filter(([, isSpared]) => isSpared).map(([what]) => what);
}
