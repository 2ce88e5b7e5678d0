import type { OutboundRoute } from '../../../server/contract/settings.ts';
import { canTakeBack, withoutLogin } from '../../state/host-login.ts';
import { useChange } from '../../state/use-change.ts';
import { text } from '../../text/en.ts';
import { outgoingText } from '../../text/en/outgoing.ts';
import type { SmartHostEntry } from './smart-host-form.ts';

const words = outgoingText.routes;
export type RouteEntry = Omit<OutboundRoute, 'smartHost'> & { readonly smartHost: SmartHostEntry };

/** `To partner.example`: names a route, since one domain has at most one of each kind. */
export function routeName({ match, domain }: Pick<OutboundRoute, 'match' | 'domain'>): string {
  return words.shortMatches[match](domain);
}

/** Changes to the routes. The server takes them as one list; a login that is left out of it stays. */
export function useRoutes(routes: readonly OutboundRoute[]) {
  const change = useChange();
  const before = routes.map(sent);
  const set = (what: string, after: readonly RouteEntry[]) =>
    change({
      text: what,
      run: ['settings.set', { outbound: { routes: [...after] } }],
      undo: canTakeBack(hostsOf(routes), hostsOf(after))
        ? [['settings.set', { outbound: { routes: before } }]]
        : null,
      shownBy: 'settings.get',
    });
  return {
    save: (entry: RouteEntry, previous: OutboundRoute | null) => {
      const label = words.label(routeName(entry));
      if (previous === null) return set(text.common.added(label), [...before, entry]);
      return set(
        text.common.changed(label),
        before.map((other) => (routeName(other) === routeName(previous) ? entry : other)),
      );
    },
    remove: (route: OutboundRoute) =>
      set(
        text.common.removed(words.label(routeName(route))),
        before.filter((other) => routeName(other) !== routeName(route)),
      ),
  };
}

function sent(route: OutboundRoute): RouteEntry {
  return { ...route, smartHost: withoutLogin(route.smartHost) };
}

function hostsOf<H>(routes: readonly { readonly smartHost: H }[]): readonly H[] {
  return routes.map(({ smartHost }) => smartHost);
}
