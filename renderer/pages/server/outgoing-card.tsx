import type { Settings } from '../../../server/contract/settings.ts';
import { Card } from '../../parts/card.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { FactList } from '../../parts/fact-list.tsx';
import { outgoingText } from '../../text/en/outgoing.ts';
import { serverText } from '../../text/en/server.ts';
import { OutgoingDialog } from './outgoing-dialog.tsx';
import { Routes } from './routes.tsx';
import { loginWords, serverName } from './smart-host-words.ts';

const words = outgoingText;

/** How mail for other servers leaves: straight, or by a smart host; and the ways of single domains. */
export function OutgoingCard({ outbound }: { readonly outbound: Settings['outbound'] }) {
  const smartHost = outbound.mode === 'smart-host' ? outbound.smartHost : null;
  return (
    <Card
      title={words.title}
      place="outgoing"
      actions={
        <DialogButton
          aria-label={words.edit}
          dialog={(onClose) => <OutgoingDialog outbound={outbound} onClose={onClose} />}
        >
          {serverText.change}
        </DialogButton>
      }
    >
      <div className="card-body">
        <FactList
          facts={[
            {
              name: words.way,
              value: smartHost ? words.wayBySmartHost(serverName(smartHost)) : words.ways.mx,
            },
            ...(smartHost
              ? [
                  { name: words.tls, value: words.tlsModes[smartHost.tls] },
                  { name: words.login, value: loginWords(smartHost) },
                ]
              : []),
          ]}
        />
      </div>
      <Routes outbound={outbound} />
    </Card>
  );
}
