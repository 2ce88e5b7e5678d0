import { useState } from 'react';
import type { NoticeTest } from '../../../server/contract/notice-calls.ts';
import { noticeSettingsSchema, type Settings } from '../../../server/contract/settings.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { DialogButton } from '../../parts/dialog-button.tsx';
import { EntryDialog } from '../../parts/entry-dialog.tsx';
import { FactList } from '../../parts/fact-list.tsx';
import { Field } from '../../parts/field.tsx';
import { FormCheckBox } from '../../parts/form-check-box.tsx';
import { Note } from '../../parts/note.tsx';
import { useConsole } from '../../state/console-context.tsx';
import { sendForm } from '../../state/form-answer.ts';
import { isChecked, textOf } from '../../state/form-values.ts';
import { noteFailure } from '../../state/last-change.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { noticesText as words } from '../../text/en/notices.ts';

type Notices = Settings['notices'];

/** How the administrator hears of what happens while nobody looks at the window. */
export function NoticesCard({ notices }: { readonly notices: Notices }) {
  const { desktop, mail, mailTo } = notices;
  return (
    <Card
      title={words.title}
      actions={
        <DialogButton
          aria-label={words.edit}
          dialog={(onClose) => <NoticesDialog notices={notices} onClose={onClose} />}
        >
          {words.change}
        </DialogButton>
      }
    >
      <p className="card-lead">{words.lead}</p>
      <div className="card-body">
        <FactList
          facts={[
            { name: words.desktop, value: desktop ? words.on : words.off },
            { name: words.mail, value: mail ? words.on : words.off },
            { name: words.mailTo, value: mailTo ?? words.postmaster },
          ]}
        />
        <TestNotice />
      </div>
    </Card>
  );
}

function TestNotice() {
  const console = useConsole();
  const [result, setResult] = useState<NoticeTest | null>(null);
  const [isSending, setIsSending] = useState(false);
  const send = async () => {
    setIsSending(true);
    try {
      setResult(await console.call('notices.test'));
    } catch (error) {
      noteFailure(words.test, error instanceof Error ? error.message : String(error));
    } finally {
      setIsSending(false);
    }
  };
  return (
    <>
      <div className="card-buttons">
        <Button isDisabled={isSending} onPress={() => void send()}>
          {words.test}
        </Button>
      </div>
      <div role="status" className="stack">
        {result && (
          <Note kind={result.mail.kind === 'not-sent' ? 'warning' : 'info'}>
            <p>{mailWords(result.mail)}</p>
            <p>{DESKTOP_WORDS[result.desktop]}</p>
          </Note>
        )}
      </div>
    </>
  );
}

const DESKTOP_WORDS: Readonly<Record<NoticeTest['desktop'], string>> = {
  shown: words.shown,
  off: words.desktopOff,
  absent: words.absent,
};

function mailWords(mail: NoticeTest['mail']): string {
  switch (mail.kind) {
    case 'sent':
      return words.sent(mail.to);
    case 'off':
      return words.mailOff;
    case 'not-sent':
      return words.notSent(mail.because);
  }
}

function NoticesDialog({ notices, onClose }: { readonly notices: Notices; readonly onClose: () => void }) {
  const change = useChange();
  return (
    <EntryDialog
      title={words.title}
      submit={text.common.save}
      onClose={onClose}
      onSubmit={(values) => {
        const mailTo = textOf(values, 'mailTo');
        const entered = {
          desktop: isChecked(values, 'desktop'),
          mail: isChecked(values, 'mail'),
          mailTo: mailTo === '' ? null : mailTo,
        };
        return sendForm(noticeSettingsSchema, entered, (wanted) =>
          change({
            text: words.done,
            run: ['settings.set', { notices: wanted }],
            undo: [['settings.set', { notices }]],
            shownBy: 'settings.get',
          }),
        );
      }}
    >
      <FormCheckBox name="desktop" label={words.desktop} help={words.desktopHelp} isOn={notices.desktop} />
      <FormCheckBox name="mail" label={words.mail} help={words.mailHelp} isOn={notices.mail} />
      <Field name="mailTo" label={words.mailTo} help={words.mailToHelp} initial={notices.mailTo ?? ''} />
    </EntryDialog>
  );
}
