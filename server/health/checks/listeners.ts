import type { ListenerState } from '../../contract/status.ts';
import type { HealthItem } from '../../contract/health.ts';
import type { Check } from '../health-facts.ts';

const ACTION = { words: 'Change the port', page: '/server' } as const;

/** Every enabled listener runs, on the port that was wished for. */
export const checkListeners: Check = ({ status }) => {
  const enabled = status.listeners.filter(({ state }) => state !== 'disabled');
  if (enabled.length > 0) return enabled.flatMap(itemsOf);
  return [
    {
      code: 'no-listener',
      severity: 'alarm',
      text: 'Gatepost takes no mail: no listener is enabled.',
      detail: '',
      action: { words: 'Enable a listener', page: '/server' },
    },
  ];
};

function itemsOf(listener: ListenerState): readonly HealthItem[] {
  const { name, port } = listener;
  if (listener.state === 'failed')
    return [
      {
        code: 'listener-failed',
        severity: 'alarm',
        text: `The listener “${name}” does not run.`,
        detail: `${listener.reason} ${listener.remedy}`,
        action: ACTION,
      },
    ];
  if (listener.state === 'fallback')
    return [
      {
        code: 'listener-elsewhere',
        severity: 'attention',
        text: `The listener “${name}” runs on port ${listener.boundPort} in place of ${port}.`,
        detail: `${listener.reason} ${listener.remedy}`,
        action: ACTION,
      },
    ];
  return [];
}
