import { useEffect, useId, useRef, useState, useTransition, type ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/note.tsx';
import type { FormAnswer } from '../../state/form-answer.ts';
import { firstRunText } from '../../text/en/first-run.ts';
import type { Walk } from './steps.ts';

const words = firstRunText;

interface Props {
  readonly walk: Walk;
  readonly title: string;
  readonly lead: string;
  /** What the one primary button says. */
  readonly submit?: string;
  /** Saves what was entered; done leads to the next step. */
  readonly onSubmit?: (values: FormData) => Promise<FormAnswer>;
  /** Where the last step leads; otherwise to the next one. */
  readonly onDone?: () => void;
  /** Buttons beside the primary one. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/**
 * One step: its heading, which takes the focus, its content, and one primary button. Enter goes on from the heading as
 * well as from a field.
 */
export function StepFrame({ walk, title, lead, submit, onSubmit, onDone, actions, children }: Props) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [answer, setAnswer] = useState<FormAnswer>({ kind: 'done' });
  const [isSending, startSending] = useTransition();
  useEffect(() => {
    heading.current?.focus();
  }, []);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [answer]);
  const send = (values: FormData) => {
    startSending(async () => {
      const given: FormAnswer = onSubmit === undefined ? { kind: 'done' } : await onSubmit(values);
      setAnswer(given);
      if (given.kind === 'done') (onDone ?? walk.next)();
    });
  };
  return (
    <Form
      ref={form}
      className="card first-run-step"
      aria-labelledby={id}
      validationBehavior="aria"
      validationErrors={answer.kind === 'refused' ? { ...answer.fields } : {}}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSending) send(new FormData(event.currentTarget));
      }}
    >
      <div
        className="first-run-body"
        // An error that went only when its field is left would move the button away under the pointer.
        onInput={() => {
          if (answer.kind === 'refused') setAnswer({ kind: 'done' });
        }}
      >
        <h2
          id={id}
          ref={heading}
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key === 'Enter') form.current?.requestSubmit();
          }}
        >
          {title}
        </h2>
        <p className="first-run-lead">{lead}</p>
        {answer.kind === 'refused' && answer.message !== null && (
          <Note kind="error" isAlert>
            {answer.message}
          </Note>
        )}
        {children}
      </div>
      <div className="first-run-actions">
        {walk.back && (
          <Button look="quiet" onPress={walk.back}>
            {words.back}
          </Button>
        )}
        <span className="first-run-gap" />
        {actions}
        <Button look="primary" type="submit">
          {submit ?? words.next}
        </Button>
      </div>
    </Form>
  );
}
