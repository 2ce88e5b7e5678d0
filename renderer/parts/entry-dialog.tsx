import { CircleAlert } from 'lucide-react';
import { useEffect, useRef, useState, useTransition, type ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import type { FormAnswer } from '../state/form-answer.ts';
import { text } from '../text/en.ts';
import { Button } from './button.tsx';
import { DialogFrame } from './dialog-frame.tsx';

interface Props {
  readonly title: string;
  readonly submit: string;
  readonly width?: 'narrow' | 'wide';
  readonly onClose: () => void;
  /** Sends the form's values; the dialog closes when it is done and shows what was refused where it is not. */
  readonly onSubmit: (values: FormData) => Promise<FormAnswer>;
  readonly children: ReactNode;
}

const NOTHING_REFUSED: FormAnswer = { kind: 'done' };

/** Adds or changes one entry of a list. */
export function EntryDialog({ title, submit, width = 'narrow', onClose, onSubmit, children }: Props) {
  const [answer, setAnswer] = useState<FormAnswer>(NOTHING_REFUSED);
  const [isSending, startSending] = useTransition();

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [answer]);

  const send = (values: FormData) => {
    startSending(async () => {
      const given = await onSubmit(values);
      if (given.kind === 'done') onClose();
      else setAnswer(withHomeless(given, form.current));
    });
  };

  return (
    <DialogFrame title={title} width={width} onClose={onClose}>
      <div
        className="dialog-entry"
        // An error that went only when its field is left would move the button away under the pointer.
        onInput={() => {
          if (answer.kind === 'refused') setAnswer(NOTHING_REFUSED);
        }}
      >
        <Form
          ref={form}
          className="dialog-form"
          validationBehavior="aria"
          validationErrors={answer.kind === 'refused' ? { ...answer.fields } : {}}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isSending) send(new FormData(event.currentTarget));
          }}
        >
          {answer.kind === 'refused' && answer.message !== null && (
            <div className="note note-error" role="alert">
              <CircleAlert size={16} aria-hidden />
              <div>{answer.message}</div>
            </div>
          )}
          {children}
          <div className="dialog-actions">
            <Button onPress={onClose}>{text.common.cancel}</Button>
            <Button look="primary" type="submit">
              {submit}
            </Button>
          </div>
        </Form>
      </div>
    </DialogFrame>
  );
}

/** A refusal of something that the form has no field for concerns the form as a whole. */
function withHomeless(
  answer: Extract<FormAnswer, { kind: 'refused' }>,
  form: HTMLFormElement | null,
): FormAnswer {
  const homeless = Object.entries(answer.fields)
    .filter(([name]) => !form?.elements.namedItem(name))
    .map(([, reason]) => reason);
  if (homeless.length === 0) return answer;
  return { ...answer, message: [answer.message, ...homeless].filter((part) => part !== null).join(' ') };
}
