import { useState, type ReactNode } from 'react';
import { Form } from 'react-aria-components/Form';
import type { z } from 'zod';
import { sendForm, type FormAnswer } from '../state/form-answer.ts';
import { textOf } from '../state/form-values.ts';

interface Props<T> {
  readonly schema: z.ZodType<T>;
  /** The name of its one field. */
  readonly field: string;
  readonly onSubmit: (value: T) => void;
  readonly children: ReactNode;
}

/** A field and its button in a line on a page; what the schema refuses is said beneath the field. */
export function InlineForm<T>({ schema, field, onSubmit, children }: Props<T>) {
  const [answer, setAnswer] = useState<FormAnswer>({ kind: 'done' });
  return (
    <Form
      className="inline-form"
      validationBehavior="aria"
      validationErrors={
        answer.kind === 'refused' && answer.message !== null ? { [field]: answer.message } : {}
      }
      onSubmit={(event) => {
        event.preventDefault();
        const value = textOf(new FormData(event.currentTarget), field);
        void sendForm(schema, value, (parsed) => {
          onSubmit(parsed);
          return Promise.resolve();
        }).then(setAnswer);
      }}
    >
      {children}
    </Form>
  );
}
