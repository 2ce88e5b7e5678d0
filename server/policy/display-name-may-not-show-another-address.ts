import { formatAddress } from '../contract/address.ts';
import type { FromHeader, HeaderFacts } from '../contract/facts.ts';
import type { OptionSettings } from '../contract/settings.ts';
import { opinionsOf, type Opinion } from './opinion.ts';
import { nameShowsAnotherAddress } from './replies.ts';
import { sayFirst } from './words.ts';

/**
 * "The name in the 'From:' header may not show another address". Beyond the seed page: by its letter the
 * address alone counts, and `"boss@local.test" <u1@local.test>` passes. Only submitted mail is judged, as by
 * "Credentials used must match": mailing lists write the poster's address into the name, and may.
 *
 * What is not refused is noted, so that the administrator sees it.
 */
export function displayNameMayNotShowAnotherAddress(
  { mail, from }: HeaderFacts,
  options: OptionSettings,
): Opinion {
  const { mode } = options.displayNameMayNotShowAnotherAddress;
  const rule = opinionsOf('displayNameMayNotShowAnotherAddress', mode);
  const shown = shownAddresses(from);
  const [first] = shown;
  const because = sayFirst(
    shown.map(({ name, behind, other }) => `The name "${name}" of ${behind} shows ${other}.`),
  );
  const notes = first ? [because] : [];
  if (mode === 'off') return { ...rule.off(), notes };
  if (mail.account === null) return { ...rule.notApplicable('Nobody signed in.'), notes };
  if (!first) return rule.satisfied('No name in the From: field shows another address.');
  return rule.violated(nameShowsAnotherAddress(first.other), because);
}

interface ShownAddress {
  readonly name: string;
  readonly behind: string;
  readonly other: string;
}

/** Each address that a name or comment shows, with the one behind it. An unreadable field shows none to judge. */
function shownAddresses(from: FromHeader): readonly ShownAddress[] {
  if (from.kind === 'unreadable') return [];
  return from.mailboxes.flatMap(({ address, displayName, shownAddresses }) =>
    shownAddresses.map((other) => ({ name: displayName, behind: formatAddress(address), other })),
  );
}
