import { addressSchema } from '../../../server/contract/directory.ts';
import { networkSchema } from '../../../server/contract/settings.ts';
import { PAGES } from '../../routes.ts';
import { navigate } from '../../state/hash-location.ts';
import { logAddress, type LogLink } from '../../state/log-address.ts';
import { text } from '../../text/en.ts';
import { paletteText } from '../../text/en/palette.ts';
import type { PaletteEntry } from './palette-entry.ts';

const words = paletteText.typed;
const TRY_PATH = '/try';

/** What can be done with what was typed: an IP address or range, a mail address, or words to look for in the log. */
export function typedEntries(typed: string): readonly PaletteEntry[] {
  const sought = typed.trim();
  if (sought === '') return [];
  const network = networkSchema.safeParse(sought);
  if (network.success) return aboutNetwork(network.data);
  const address = addressSchema.safeParse(sought);
  if (address.success) return aboutAddress(address.data);
  return [{ ...inLog(words.inLog(sought), { text: sought }), group: 'log', rank: 'last' }];
}

function aboutNetwork(network: string): readonly PaletteEntry[] {
  const ip = `ip:${network}`;
  return [
    inLog(words.inLog(network), { text: ip }),
    inLog(words.whyBlocked(network), { text: ip, result: 'blocked' }),
    ...tryIt(network, { ip: network }),
    goTo(
      words.block(network),
      text.shell.pages.dynamicScreen,
      `/dynamic-screen?block=${encodeURIComponent(network)}`,
    ),
    goTo(words.trust(network), text.shell.pages.networks, `/networks?trust=${encodeURIComponent(network)}`),
  ];
}

function aboutAddress(address: string): readonly PaletteEntry[] {
  return [
    inLog(words.inLog(address), { text: address }),
    inLog(words.whyBlocked(address), { text: address, result: 'blocked' }),
    ...tryIt(address, { from: address }),
    goTo(words.exempt(address), text.shell.pages.whiteList, `/white-list?add=${encodeURIComponent(address)}`),
  ];
}

function tryIt(what: string, given: Readonly<Record<string, string>>): readonly PaletteEntry[] {
  const page = PAGES.find(({ path }) => path === TRY_PATH);
  if (!page) return [];
  const query = new URLSearchParams(given).toString();
  return [goTo(words.test(what), text.shell.pages[page.key], `${TRY_PATH}?${query}`)];
}

function inLog(name: string, link: LogLink): PaletteEntry {
  return goTo(name, text.shell.pages.log, logAddress(link));
}

function goTo(name: string, context: string, address: string): PaletteEntry {
  return {
    id: `go ${address}`,
    group: 'typed',
    name,
    context,
    rank: 'first',
    run: () => {
      navigate(address);
    },
  };
}
