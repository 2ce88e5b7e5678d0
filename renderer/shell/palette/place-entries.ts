import { describeOption, OPTION_PATHS } from '../../../server/contract/options.ts';
import { PAGES } from '../../routes.ts';
import { navigate } from '../../state/hash-location.ts';
import { optionAddress } from '../../state/option-address.ts';
import { text } from '../../text/en.ts';
import { appearanceText } from '../../text/en/appearance.ts';
import { listsText } from '../../text/en/lists.ts';
import { optionHelp } from '../../text/en/option-help.ts';
import { outgoingText } from '../../text/en/outgoing.ts';
import { paletteText } from '../../text/en/palette.ts';
import { serverText } from '../../text/en/server.ts';
import type { PaletteEntry, PaletteGroup } from './palette-entry.ts';

/** The cards of the Server page, by their place in its address. */
const CARDS: Readonly<Record<string, string>> = {
  identity: serverText.identity,
  listeners: serverText.listeners.title,
  certificate: serverText.certificate.title,
  outgoing: outgoingText.title,
  tries: outgoingText.tries.title,
  dns: outgoingText.dns.title,
  'pop-before-smtp': serverText.pop.title,
  'dynamic-screen': listsText.screen.thresholds,
  limits: serverText.limits.title,
  plaintext: serverText.plaintext.title,
  setup: serverText.setup.title,
  appearance: appearanceText.title,
};

/** Pages, options and cards of settings: what is there whatever the server holds. */
export function placeEntries(): readonly PaletteEntry[] {
  return [
    ...PAGES.map(({ key, path }) =>
      goTo('pages', text.shell.pages[key], text.shell.searchPage, path, paletteText.pageKeywords[key] ?? ''),
    ),
    ...OPTION_PATHS.map((path): PaletteEntry => {
      const { label, page } = describeOption(path);
      const home = PAGES.find((candidate) => candidate.path === page);
      const context = home ? text.shell.pages[home.key] : '';
      return { ...goTo('options', label, context, optionAddress(path), optionHelp[path]), isEnglish: true };
    }),
    ...Object.entries(CARDS).map(([place, title]) =>
      goTo(
        'settings',
        title,
        text.shell.pages.server,
        `/server?card=${place}`,
        paletteText.cardKeywords[place] ?? '',
      ),
    ),
    ...TABS.map(({ title, page, address }) => goTo('settings', title, text.shell.pages[page], address)),
  ];
}

const TABS = [
  { title: listsText.screen.allowed, page: 'dynamicScreen', address: '/dynamic-screen?tab=allowed' },
  { title: listsText.networks.local, page: 'networks', address: '/networks?tab=local' },
  { title: text.options.aliasSettings, page: 'aliases', address: '/aliases?tab=settings' },
  { title: listsText.gateways.global, page: 'gateways', address: '/gateways?tab=global' },
] as const;

export function goTo(
  group: PaletteGroup,
  name: string,
  context: string,
  address: string,
  keywords = '',
): PaletteEntry {
  return {
    id: `go ${address}`,
    group,
    name,
    context,
    keywords,
    run: () => {
      navigate(address);
    },
  };
}
