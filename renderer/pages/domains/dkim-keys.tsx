import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DkimKeyView } from '../../../server/contract/delivery-calls.ts';
import { Button } from '../../parts/button.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { SteadyWords } from '../../parts/steady-words.tsx';
import { Moment } from '../../parts/time.tsx';
import { useConsole } from '../../state/console-context.tsx';
import type { Step } from '../../state/use-change.ts';
import { useNow } from '../../state/use-now.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { text } from '../../text/en.ts';
import { dkimText } from '../../text/en/dkim.ts';

const words = dkimText;
type Asked = { readonly about: 'activate' | 'remove'; readonly key: DkimKeyView };

interface Props {
  /** Of one domain. */
  readonly keys: readonly DkimKeyView[];
  readonly onRecord: (selector: string) => void;
}

/** The keys of a domain: which of them sign, and what can be done with each. */
export function DkimKeys({ keys, onRecord }: Props) {
  const now = useNow(60_000);
  const console = useConsole();
  const make = useReportedChange();
  const [asked, setAsked] = useState<Asked | null>(null);

  const setActive = (key: DkimKeyView, active: boolean) => {
    const label = words.label(key.selector, key.domain);
    make({
      text: active ? words.activated(label) : words.deactivated(label),
      run: ['dkim.activate', key.domain, key.selector, active],
      undo: [undoOf(key, keys, active)],
      shownBy: 'dkim.list',
    });
  };
  /** A key that others cannot find in the DNS does harm; so the DNS is asked before. */
  const activate = async (key: DkimKeyView) => {
    const check = await console.call('dkim.check', key.domain, key.selector).catch(() => null);
    if (check?.state === 'published') setActive(key, true);
    else setAsked({ about: 'activate', key });
  };

  return (
    <>
      <DataTable
        label={keys[0]?.domain ?? ''}
        columns={[
          {
            key: 'selector',
            title: words.columns.selector,
            render: ({ selector }) => <code>{selector}</code>,
          },
          {
            key: 'algorithm',
            title: words.columns.algorithm,
            render: ({ algorithm }) => words.algorithms[algorithm],
          },
          {
            key: 'created',
            title: words.columns.created,
            render: ({ createdAt }) => <Moment at={createdAt} now={now} />,
          },
          {
            key: 'state',
            title: words.columns.state,
            render: ({ active }) => (
              <span className={`badge badge-${active ? 'good' : 'quiet'}`}>
                {active ? words.active : words.inactive}
              </span>
            ),
          },
        ]}
        rows={keys}
        rowKey={({ selector }) => selector}
        actions={(key) => (
          <>
            <Button
              aria-label={words.recordFor(key.selector)}
              onPress={() => {
                onRecord(key.selector);
              }}
            >
              {words.record}
            </Button>
            <Button
              aria-label={
                key.active ? words.deactivateNamed(key.selector) : words.activateNamed(key.selector)
              }
              onPress={() => {
                if (key.active) setActive(key, false);
                else void activate(key);
              }}
            >
              <SteadyWords
                shown={key.active ? words.deactivate : words.activate}
                among={[words.activate, words.deactivate]}
              />
            </Button>
            <Button
              look="quiet"
              icon={Trash2}
              aria-label={text.common.remove(key.selector)}
              onPress={() => {
                setAsked({ about: 'remove', key });
              }}
            />
          </>
        )}
        empty={null}
      />
      {asked && (
        <Question
          asked={asked}
          onKeep={() => {
            setAsked(null);
          }}
          onProceed={() => {
            setAsked(null);
            const { about, key } = asked;
            if (about === 'activate') setActive(key, true);
            else
              make({
                text: text.common.removed(words.label(key.selector, key.domain)),
                run: ['dkim.remove', key.domain, key.selector],
                undo: null, // the private key is gone
                shownBy: 'dkim.list',
              });
          }}
        />
      )}
    </>
  );
}

function Question({
  asked: { about, key },
  onKeep,
  onProceed,
}: {
  readonly asked: Asked;
  readonly onKeep: () => void;
  readonly onProceed: () => void;
}) {
  const isRemoval = about === 'remove';
  return (
    <ConfirmDialog
      title={isRemoval ? words.removeTitle : words.uncheckedTitle}
      subject={key.recordName}
      keep={isRemoval ? words.keep : words.uncheckedKeep}
      proceed={isRemoval ? words.remove : words.uncheckedProceed}
      onKeep={onKeep}
      onProceed={onProceed}
    >
      <p>{isRemoval ? words.removeText : words.uncheckedText}</p>
      {isRemoval && key.active && <p>{words.removeActive}</p>}
    </ConfirmDialog>
  );
}

/** At most one key of each kind signs: the one that gave way comes back, or else this one changes back. */
function undoOf(key: DkimKeyView, keys: readonly DkimKeyView[], active: boolean): Step {
  const before = keys.find((other) => other.active && other.algorithm === key.algorithm);
  return active && before
    ? ['dkim.activate', key.domain, before.selector, true]
    : ['dkim.activate', key.domain, key.selector, !active];
}
