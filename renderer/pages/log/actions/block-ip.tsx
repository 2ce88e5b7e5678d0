import { networkContains, parseNetwork } from '../../../../server/contract/network.ts';
import { Note } from '../../../parts/note.tsx';
import { sessionActionText } from '../../../text/en/session-action.ts';
import { BlockDialog } from '../../dynamic-screen/block-dialog.tsx';

const words = sessionActionText.block;
/** RFC 1918 and RFC 4193; the link-local ones of RFC 3927 and RFC 4291 §2.5.6. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '169.254.0.0/16', 'fc00::/7', 'fe80::/10'];

/** Blocks the address of a session by hand. This machine's own and those of the allow list the server refuses. */
export function BlockIp({ ip, onClose }: { readonly ip: string; readonly onClose: () => void }) {
  return (
    <BlockDialog initial={ip} onClose={onClose}>
      <p>{words.intro(ip)}</p>
      {isPrivate(ip) && <Note kind="warning">{words.private}</Note>}
    </BlockDialog>
  );
}

function isPrivate(ip: string): boolean {
  return PRIVATE.map(parseNetwork).some((network) => network !== null && networkContains(network, ip));
}
