import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import { useSearch } from 'wouter';
import type { z } from 'zod';
import { whiteListEntrySchema } from '../../../server/contract/directory.ts';
import {
  MODES,
  OPTION_KEYS,
  OPTIONS,
  describeOption,
  type OptionPath,
  type RuleOption,
  type SwitchOption,
} from '../../../server/contract/options.ts';
import { networkSchema } from '../../../server/contract/settings.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Note } from '../../parts/note.tsx';
import { sentence } from '../../state/form-answer.ts';
import { textOf } from '../../state/form-values.ts';
import { valueAt, type OptionValue } from '../../state/option-values.ts';
import { schemaWords } from '../../state/schema-words.ts';
import { text } from '../../text/en.ts';
import { tryText } from '../../text/en/try.ts';
import { LISTS, type DraftLine, type ListName, type Lists } from './draft-line.ts';

const words = tryText.trial;

/** Every option and exception of the table. */
const PATHS: readonly OptionPath[] = OPTION_KEYS.flatMap((key) => {
  const option: RuleOption | SwitchOption = OPTIONS[key];
  const exceptions = option.kind === 'rule' ? Object.keys(option.exceptions) : [];
  return [key, ...exceptions.map((name) => `${key}.${name}` as OptionPath)]; // a name of the key's own exceptions
});
const LIST_ACTIONS = LISTS.flatMap((list) =>
  (['add', 'remove'] as const).map((action) => `${action} ${list}`),
);
const ACTIONS = ['option', ...LIST_ACTIONS];

interface Props {
  readonly lists: Lists;
  readonly onAdd: (line: DraftLine) => void;
}

/** One more line for the draft: an option's value, or an entry of a list that comes or goes. */
export function LineForm({ lists, onAdd }: Props) {
  const search = useSearch();
  const pointedAt = PATHS.find((path) => path === new URLSearchParams(search).get('option'));
  const [action, setAction] = useState('option');
  const [path, setPath] = useState<OptionPath>(pointedAt ?? 'localSenderMustAuth');
  const [refusal, setRefusal] = useState<string | null>(null);
  const isOption = action === 'option';
  return (
    <Form
      className="line-form"
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        const values = new FormData(event.currentTarget);
        if (isOption) onAdd({ kind: 'option', path, value: valueOf(textOf(values, 'value')) });
        else setRefusal(addEntry(action, textOf(values, 'entry'), lists, onAdd));
      }}
    >
      <Choice
        name="action"
        label={words.action}
        initial={action}
        choices={ACTIONS.map((value) => ({
          value,
          label: words.actions[value as keyof typeof words.actions],
        }))} // ACTIONS are its keys
        onChange={(value) => {
          setAction(value);
          setRefusal(null);
        }}
      />
      {isOption ? (
        <>
          <Choice
            name="path"
            label={words.option}
            initial={path}
            choices={PATHS.map((value) => ({ value, label: describeOption(value).label, lang: 'en' }))}
            onChange={(value) => {
              setPath(value as OptionPath); // one of PATHS
            }}
          />
          <Choice
            key={path}
            name="value"
            label={words.value}
            initial={String(anotherValue(valueAt(lists.options, path)))}
            choices={valuesOf(valueAt(lists.options, path))}
          />
        </>
      ) : (
        <Field
          key={action}
          name="entry"
          label={words.entry}
          help={words.entryHelp[listOf(action)]}
          isRequired
        />
      )}
      <Button type="submit">{words.add}</Button>
      {/* Beneath the button: an error that vanishes with the field's focus must not move it away from the pointer. */}
      {refusal !== null && (
        <div className="line-refusal">
          <Note kind="error" isAlert>
            {refusal}
          </Note>
        </div>
      )}
    </Form>
  );
}

function listOf(action: string): ListName {
  return LISTS.find((list) => action.endsWith(list)) ?? 'whiteList';
}

function addEntry(
  action: string,
  written: string,
  lists: Lists,
  onAdd: (line: DraftLine) => void,
): string | null {
  const list = listOf(action);
  const kind = action.startsWith('add') ? 'add' : 'remove';
  const schema = list === 'whiteList' ? whiteListEntrySchema.shape.pattern : networkSchema;
  const isListed = (entry: string): boolean => namesOf(list, lists).includes(entry);
  const parsed = schema.safeParse(written, { error: schemaWords });
  if (!parsed.success) return sentence(reasonOf(parsed.error));
  const entry = parsed.data;
  if (kind === 'add' && isListed(entry)) return sentence(words.listed(entry));
  if (kind === 'remove' && !isListed(entry)) return sentence(words.notListed(entry));
  onAdd({ kind, list, entry });
  return null;
}

function reasonOf(error: z.ZodError): string {
  return error.issues[0]?.message ?? '';
}

function namesOf(list: ListName, { whiteList, trustedIps, localIps }: Lists): readonly string[] {
  if (list === 'whiteList') return whiteList.map(({ pattern }) => pattern);
  return list === 'localIps' ? localIps : trustedIps.map(({ range }) => range);
}

function valuesOf(now: OptionValue) {
  const values: readonly OptionValue[] = typeof now === 'string' ? MODES : [true, false];
  const { state } = text.options;
  return values.map((value) => ({
    value: String(value),
    label: value === now ? words.asNow(state(value)) : state(value),
  }));
}

function anotherValue(now: OptionValue): OptionValue {
  if (typeof now === 'boolean') return !now;
  return now === 'enforce' ? 'off' : 'enforce';
}

function valueOf(written: string): OptionValue {
  const mode = MODES.find((known) => known === written);
  return mode ?? written === 'true';
}
