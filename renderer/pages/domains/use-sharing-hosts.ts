import type { z } from 'zod';
import { sharingHostSchema, type Settings } from '../../../server/contract/settings.ts';
import { canTakeBack, withoutLogin } from '../../state/host-login.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { sharingText } from '../../text/en/sharing.ts';

const words = sharingText;
export type Host = Settings['domainSharing']['hosts'][number];

/** A host whose login is left out where the stored one stays. */
export const hostFormSchema = sharingHostSchema.extend({
  login: sharingHostSchema.shape.login.unwrap().optional(),
});
export type HostEntry = z.infer<typeof hostFormSchema>;

/** `mail2.office.example:25` */
export function hostName({ host, port }: Pick<Host, 'host' | 'port'>): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

/** Changes to the list of hosts, which the server takes as a whole. */
export function useSharingHosts(hosts: readonly Host[]) {
  const change = useChange();
  const before = hosts.map(withoutLogin);
  const set = (what: string, after: readonly HostEntry[]) =>
    change({
      text: what,
      run: ['settings.set', { domainSharing: { hosts: [...after] } }],
      undo: canTakeBack(hosts, after) ? [['settings.set', { domainSharing: { hosts: before } }]] : null,
      shownBy: 'settings.get',
    });
  return {
    save: (entry: HostEntry, previous: Host | null) => {
      const label = words.label(hostName(entry));
      if (previous === null) return set(text.common.added(label), [...before, entry]);
      return set(
        text.common.changed(label),
        before.map((other, index) => (hosts[index] === previous ? entry : other)),
      );
    },
    remove: (host: Host) =>
      set(
        text.common.removed(words.label(hostName(host))),
        before.filter((_, index) => hosts[index] !== host),
      ),
    move: (index: number, step: 1 | -1) => {
      const moved = before[index];
      if (!moved) return Promise.resolve();
      const rest = before.filter((_, other) => other !== index);
      return set(words.moved(hostName(moved)), rest.toSpliced(index + step, 0, moved));
    },
  };
}
