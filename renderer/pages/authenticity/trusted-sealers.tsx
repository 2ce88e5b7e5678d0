import { z } from 'zod';
import { domainSchema } from '../../../server/contract/settings.ts';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { linesOf } from '../../state/form-values.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { authenticityText } from '../../text/en/authenticity.ts';
import { serverText } from '../../text/en/server.ts';

const words = authenticityText;
const sealersSchema = z.strictObject({ trustedArcSealers: z.array(domainSchema) });

/** Mailing lists and forwarders whose ARC seal is believed where DMARC fails (RFC 8617). */
export function TrustedSealers({ domains }: { readonly domains: readonly string[] }) {
  return (
    <div className="sub-option">
      <div className="sub-option-value">
        <span>
          {words.sealers}: <strong>{words.sealersCount(domains.length)}</strong>
        </span>
        <DialogButton
          aria-label={words.sealersEdit}
          dialog={(onClose) => <SealersDialog domains={domains} onClose={onClose} />}
        >
          {serverText.change}
        </DialogButton>
      </div>
      <p className="option-help">{words.sealersHelp}</p>
      {domains.length > 0 && (
        <ul className="name-list">
          {domains.map((domain) => (
            <li key={domain}>
              <code>{domain}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function SealersDialog({
  domains,
  onClose,
}: {
  readonly domains: readonly string[];
  readonly onClose: () => void;
}) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.sealersTitle}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={(values) =>
        sendForm(sealersSchema, { trustedArcSealers: linesOf(values, 'trustedArcSealers') }, (entered) =>
          change({
            text: words.sealersDone,
            run: ['options.set', 'dmarcMustPass', entered],
            undo: [['options.set', 'dmarcMustPass', { trustedArcSealers: domains }]],
            shownBy: 'options.get',
          }),
        )
      }
    >
      <Field
        name="trustedArcSealers"
        label={words.sealersField}
        help={words.sealersFieldHelp}
        initial={domains.join('\n')}
        rows={5}
        autoFocus
      />
    </EntryDialog>
  );
}
