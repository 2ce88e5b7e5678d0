import { hasWildcard } from '../../contract/address-pattern.ts';
import type { CommentedNetwork, GatewayEntry, WhiteListEntry } from '../../contract/directory.ts';
import type { Weakening } from '../../contract/health.ts';
import type { OptionPath } from '../../contract/options.ts';
import type { Settings } from '../../contract/settings.ts';
import { isWide } from '../wide-range.ts';
import { count, names } from '../words.ts';

/** The lists whose entries let in more than a new installation, which has none of them. */
export interface WeakenableLists {
  readonly whiteList: readonly WhiteListEntry[];
  readonly localIps: readonly string[];
  readonly trustedIps: readonly CommentedNetwork[];
  readonly allowList: readonly CommentedNetwork[];
  readonly gateways: readonly GatewayEntry[];
  readonly accounts: readonly {
    readonly address: string;
    readonly enabled?: boolean | undefined;
    readonly sendAs?: readonly string[] | undefined;
  }[];
}

/** Of each list so many entries are named, the widest first; the others are counted in one line. */
const MOST_NAMED = 12;

/** `now` in milliseconds since 1970: what has run out lets in nobody. */
export function listWeakenings(
  lists: WeakenableLists,
  { allowPlaintextAuthFrom, options }: Pick<Settings, 'allowPlaintextAuthFrom' | 'options'>,
  now: number,
): readonly Weakening[] {
  return [
    ...ofWhiteList(lists.whiteList, now),
    ...ofRanges(lists.trustedIps, '/networks', (range, wide) =>
      wide
        ? `${range} is trusted: a range far wider than an office.`
        : `${range} is trusted and need not sign in.`,
    ),
    ...(lists.localIps.length === 0 && options.localIpMustAuth.mode !== 'off'
      ? [
          line(
            '/networks?tab=local',
            'The Local IPs are empty: nobody must sign in for being local.',
            'localIpMustAuth',
          ),
        ]
      : []),
    ...ofRanges(lists.allowList, '/dynamic-screen?tab=allowed', (range) => `${range} is never blocked.`),
    ...ofGateways(lists.gateways),
    ...ofSendAs(lists.accounts),
    ...allowPlaintextAuthFrom.map((range) =>
      line('/server', `${range} may send passwords without encryption.`),
    ),
  ];
}

function ofWhiteList(whiteList: readonly WhiteListEntry[], now: number): readonly Weakening[] {
  const inForce = whiteList.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
  return named(
    inForce,
    (entry) => (hasWildcard(entry.pattern) ? 2 : 0) + (entry.expiresAt === null ? 1 : 0),
    '/white-list',
    ({ pattern, expiresAt }) => {
      const what = hasWildcard(pattern)
        ? `Any account may send as ${pattern}, a pattern`
        : `Any account may send as ${pattern}`;
      return expiresAt === null ? `${what}; the entry never ends.` : `${what}, for now.`;
    },
    (rest) => `${count(rest, 'more address is', 'more addresses are')} on the white list.`,
  );
}

function ofRanges(
  ranges: readonly CommentedNetwork[],
  page: string,
  say: (range: string, isWide: boolean) => string,
): readonly Weakening[] {
  return named(
    ranges,
    ({ range }) => (isWide(range) ? 1 : 0),
    page,
    ({ range }) => say(range, isWide(range)),
    (rest) => `${count(rest, 'more range is', 'more ranges are')} on that list.`,
  );
}

function ofGateways(gateways: readonly GatewayEntry[]): readonly Weakening[] {
  return gateways
    .filter(({ sendersMustAuth }) => sendersMustAuth !== true)
    .map(({ domain, sendersMustAuth }) =>
      line(
        '/gateways',
        sendersMustAuth === 'report'
          ? `Who sends as a user of the gateway ${domain} without signing in is only reported.`
          : `Anybody may send as a user of the gateway ${domain}.`,
      ),
    );
}

function ofSendAs(accounts: WeakenableLists['accounts']): readonly Weakening[] {
  const granted = accounts.filter(({ enabled, sendAs = [] }) => enabled !== false && sendAs.length > 0);
  return named(
    granted,
    ({ sendAs = [] }) => (sendAs.some((entry) => entry.startsWith('*@')) ? 1 : 0),
    '/send-as',
    ({ address, sendAs = [] }) => `${address} may also send as ${names(sendAs, 3)}.`,
    (rest) => `${count(rest, 'more account', 'more accounts')} may send as somebody else.`,
  );
}

/** Stable: what weighs the same stays in the order of the administrator. */
function named<T>(
  entries: readonly T[],
  weight: (entry: T) => number,
  page: string,
  say: (entry: T) => string,
  sayRest: (rest: number) => string,
): readonly Weakening[] {
  const sorted = entries.toSorted((one, other) => weight(other) - weight(one));
  const rest = sorted.length - MOST_NAMED;
  const lines = sorted.slice(0, MOST_NAMED).map((entry) => line(page, say(entry)));
  return rest > 0 ? [...lines, { ...line(page, sayRest(rest)), count: rest }] : lines;
}

function line(page: string, text: string, option: OptionPath | null = null): Weakening {
  return { option, text, page, count: 1 };
}
