import { ArrowDown, ArrowUp, Plus, Server } from 'lucide-react';
import type { SharingHostStatus } from '../../../server/contract/delivery-calls.ts';
import { Button } from '../../parts/button.tsx';
import { EntryTable } from '../../parts/entry-table.tsx';
import { Moment } from '../../parts/time.tsx';
import { reportFailure } from '../../state/report-failure.ts';
import { useCall } from '../../state/use-call.ts';
import { useEditor } from '../../state/use-editor.ts';
import { useNow } from '../../state/use-now.ts';
import { sharingText } from '../../text/en/sharing.ts';
import { SharingHostDialog } from './sharing-host-dialog.tsx';
import { hostName, useSharingHosts, type Host } from './use-sharing-hosts.ts';

const words = sharingText;

/** The servers that are asked, in their order, and how each answered last. */
export function SharingHosts({ hosts }: { readonly hosts: readonly Host[] }) {
  const now = useNow(30_000);
  const editor = useEditor<Host>('host');
  const { remove, move } = useSharingHosts(hosts);
  const states = useCall('domainSharing.status').data?.hosts ?? [];
  const stateOf = (host: Host) => states.find((state) => hostName(state) === hostName(host)) ?? null;
  const moveButton = (host: Host, step: 1 | -1) => {
    const index = hosts.indexOf(host);
    const name = hostName(host);
    return (
      <Button
        look="quiet"
        icon={step === -1 ? ArrowUp : ArrowDown}
        aria-label={step === -1 ? words.moveUp(name) : words.moveDown(name)}
        isDisabled={hosts[index + step] === undefined}
        onPress={() => {
          reportFailure(words.moved(name), move(index, step));
        }}
      />
    );
  };
  return (
    <>
      <div className="card-head card-head-inner">
        <h3>{words.hosts}</h3>
        <Button icon={Plus} onPress={editor.add}>
          {words.add}
        </Button>
      </div>
      <EntryTable
        label={words.hosts}
        columns={[
          { key: 'server', title: words.columns.server, render: (host) => <code>{hostName(host)}</code> },
          { key: 'tls', title: words.columns.tls, render: ({ tls }) => words.tlsModes[tls] },
          {
            key: 'asked',
            title: words.columns.asked,
            render: (host) => <Moment at={stateOf(host)?.lastAskedAt ?? null} now={now} />,
          },
          {
            key: 'answer',
            title: words.columns.answer,
            render: (host) => <LastAnswer state={stateOf(host)} />,
          },
        ]}
        rows={hosts}
        rowKey={hostName}
        icon={Server}
        words={words}
        question={words}
        actions={(host) => (
          <>
            {moveButton(host, -1)}
            {moveButton(host, 1)}
          </>
        )}
        onEdit={editor.edit}
        onRemove={(host) => {
          reportFailure(words.label(hostName(host)), remove(host));
        }}
      />
      <SharingHostDialog editor={editor} hosts={hosts} />
    </>
  );
}

function LastAnswer({ state }: { readonly state: SharingHostStatus | null }) {
  const isAnswering = state?.ok ?? null;
  if (isAnswering === null) return <span className="badge badge-quiet">{words.neverAsked}</span>;
  return (
    <>
      <span className={`badge badge-${isAnswering ? 'good' : 'error'}`}>
        {isAnswering ? words.answers : words.fails}
      </span>
      {state?.lastAnswer && <span className="cell-detail">{state.lastAnswer}</span>}
    </>
  );
}
