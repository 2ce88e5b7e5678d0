import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ListenerState } from '../../../server/contract/status.ts';
import { FALLBACK_PORTS } from '../../../server/contract/fallback-ports.ts';
import type { PortCheck } from '../../../server/contract/first-run.ts';
import { Button } from '../../parts/button.tsx';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { firstRunText } from '../../text/en/first-run.ts';

const words = firstRunText.ports;
const HIGHEST_PORT = 65_535;

export interface CheckedListener {
  readonly listener: ListenerState;
  readonly check: PortCheck;
}

/** A row for each listener: its port, what it is for, whether it can be had, and what else could be taken. */
export function PortTable({
  checked,
  all,
}: {
  readonly checked: readonly CheckedListener[];
  readonly all: readonly ListenerState[];
}) {
  const make = useReportedChange();
  const listeners = all.map(({ name, kind, host, port, tls, enabled }) => ({
    name,
    kind,
    host,
    port,
    tls,
    enabled,
  }));
  const moveTo = (moved: string, port: number) => {
    make({
      text: words.changed(moved),
      run: [
        'settings.set',
        { listeners: listeners.map((other) => (other.name === moved ? { ...other, port } : other)) },
      ],
      undo: [['settings.set', { listeners }]],
      shownBy: 'status.get',
    });
  };
  return (
    <div className="table-scroll">
      <table className="table" aria-label={words.table}>
        <thead>
          <tr>
            <th scope="col">{words.port}</th>
            <th scope="col">{words.use}</th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {checked.map(({ listener, check }) => {
            const other = otherPort(listener.port, all);
            const isBad = check.state === 'taken' || check.state === 'forbidden';
            return (
              <tr key={listener.name}>
                <th scope="row">{listener.port}</th>
                <td>
                  {words.uses[listener.kind]}
                  {words.tls[listener.tls]}
                </td>
                <td>
                  <div className="first-run-port">
                    <PortState check={check} />
                    {isBad && (
                      <Button
                        aria-label={words.insteadOf(other, listener.port)}
                        onPress={() => {
                          moveTo(listener.name, other);
                        }}
                      >
                        {words.instead(other)}
                      </Button>
                    )}
                  </div>
                  {listener.state === 'fallback' && (
                    <span className="cell-detail">{words.meanwhile(listener.boundPort)}</span>
                  )}
                  {isBad && <span className="cell-detail">{check.remedy}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function PortState({ check: { state, holder } }: { readonly check: PortCheck }) {
  const isGood = state === 'ours' || state === 'free';
  const Icon = isGood ? CircleCheck : CircleAlert;
  return (
    <span className={`first-run-state first-run-${isGood ? 'good' : 'bad'}`}>
      <Icon size={16} aria-hidden />
      {state === 'taken' && holder !== null ? words.heldBy(holder) : words.states[state]}
    </span>
  );
}

/** The usual one, or the next that none of ours has. */
function otherPort(port: number, all: readonly ListenerState[]): number {
  const taken = new Set(all.map((listener) => listener.port));
  let other = FALLBACK_PORTS.get(port) ?? Math.min(port + 1, HIGHEST_PORT);
  while (taken.has(other) && other < HIGHEST_PORT) other++;
  return other;
}
