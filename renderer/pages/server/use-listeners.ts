import type { ListenerState } from '../../../server/contract/status.ts';
import type { ListenerSettings } from '../../../server/contract/settings.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { serverText } from '../../text/en/server.ts';

const words = serverText.listeners;

/** Changes to the listeners. The server takes them as one list, so that two that collide are seen together. */
export function useListeners(states: readonly ListenerState[]) {
  const change = useChange();
  const before = states.map(settingsOf);
  const set = (what: string, after: readonly ListenerSettings[]) =>
    change({
      text: what,
      run: ['settings.set', { listeners: [...after] }],
      undo: [['settings.set', { listeners: before }]],
      shownBy: 'status.get',
    });
  return {
    save: (listener: ListenerSettings, previous: string | null) => {
      const label = words.label(listener.name);
      return previous === null
        ? set(text.common.added(label), [...before, listener])
        : set(
            text.common.changed(label),
            before.map((other) => (other.name === previous ? listener : other)),
          );
    },
    remove: ({ name }: ListenerState) =>
      set(
        text.common.removed(words.label(name)),
        before.filter((other) => other.name !== name),
      ),
  };
}

/** A listener as it is set, without what became of it. */
function settingsOf({ name, kind, host, port, tls, enabled }: ListenerState): ListenerSettings {
  return { name, kind, host, port, tls, enabled };
}
