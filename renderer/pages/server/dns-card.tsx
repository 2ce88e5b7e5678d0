import { dnsSchema, type Settings } from '../../../server/contract/settings.ts';
import { Card } from '../../parts/card.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { FactList } from '../../parts/fact-list.tsx';
import { Field } from '../../parts/field.tsx';
import { FormCheckBox } from '../../parts/form-check-box.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { isChecked, linesOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { outgoingText } from '../../text/en/outgoing.ts';
import { serverText } from '../../text/en/server.ts';

const words = outgoingText.dns;
type Dns = Settings['dns'];

/** Whom the server asks where mail goes, and whether DNSSEC can be relied on. */
export function DnsCard({ dns }: { readonly dns: Dns }) {
  return (
    <Card
      title={words.title}
      place="dns"
      actions={
        <DialogButton aria-label={words.edit} dialog={(onClose) => <DnsDialog dns={dns} onClose={onClose} />}>
          {serverText.change}
        </DialogButton>
      }
    >
      <div className="card-body">
        <FactList
          facts={[
            {
              name: words.servers,
              value: dns.servers.length === 0 ? words.system : <code>{dns.servers.join(', ')}</code>,
            },
            { name: words.dane, value: dns.validating ? words.daneOn : words.daneOff },
          ]}
        />
      </div>
    </Card>
  );
}

function DnsDialog({ dns, onClose }: { readonly dns: Dns; readonly onClose: () => void }) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.editTitle}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={(values) =>
        sendForm(
          dnsSchema,
          { servers: linesOf(values, 'servers'), validating: isChecked(values, 'validating') },
          (next) =>
            change({
              text: words.done,
              run: ['settings.set', { dns: next }],
              undo: [['settings.set', { dns }]],
              shownBy: 'settings.get',
            }),
        )
      }
    >
      <Field
        name="servers"
        label={words.servers}
        help={words.serversHelp}
        initial={dns.servers.join('\n')}
        rows={3}
        autoFocus
      />
      <FormCheckBox
        name="validating"
        label={words.validating}
        help={words.validatingHelp}
        isOn={dns.validating}
      />
    </EntryDialog>
  );
}
