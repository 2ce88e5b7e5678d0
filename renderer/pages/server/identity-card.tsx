import { z } from 'zod';
import type { ServerStatus } from '../../../server/contract/status.ts';
import { domainSchema } from '../../../server/contract/settings.ts';
import { Card } from '../../parts/card.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { FactList } from '../../parts/fact-list.tsx';
import { Field } from '../../parts/field.tsx';
import { formatDateTime } from '../../parts/time.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { serverText } from '../../text/en/server.ts';

const words = serverText;
const hostnameSchema = z.strictObject({ hostname: domainSchema });

/** What the server calls itself. */
export function IdentityCard({ status }: { readonly status: ServerStatus }) {
  return (
    <Card
      title={words.identity}
      place="identity"
      actions={
        <DialogButton
          aria-label={words.hostnameTitle}
          dialog={(onClose) => <HostnameDialog hostname={status.hostname} onClose={onClose} />}
        >
          {words.change}
        </DialogButton>
      }
    >
      <div className="card-body">
        <FactList
          facts={[
            { name: words.hostname, value: status.hostname },
            { name: words.version, value: status.version },
            { name: words.since, value: formatDateTime(status.startedAt) },
          ]}
        />
      </div>
    </Card>
  );
}

function HostnameDialog({ hostname, onClose }: { readonly hostname: string; readonly onClose: () => void }) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.hostnameTitle}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={(values) =>
        sendForm(hostnameSchema, { hostname: textOf(values, 'hostname') }, (entered) =>
          change({
            text: words.hostnameDone(entered.hostname),
            run: ['settings.set', entered],
            undo: [['settings.set', { hostname }]],
            shownBy: 'status.get',
          }),
        )
      }
    >
      <Field
        name="hostname"
        label={words.hostname}
        help={words.hostnameHelp}
        initial={hostname}
        isRequired
        autoFocus
      />
    </EntryDialog>
  );
}
