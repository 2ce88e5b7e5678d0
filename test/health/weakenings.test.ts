import { describe, expect, test } from 'vitest';
import {
  OPTION_KEYS,
  OPTION_PATHS,
  OPTIONS,
  type OptionKey,
  type OptionPath,
  type RuleOption,
  type SwitchOption,
} from '../../server/contract/options.ts';
import { DEFAULT_OPTIONS, optionsSchema, type OptionSettings } from '../../server/contract/settings.ts';
import { isWide } from '../../server/health/wide-range.ts';
import { listWeakenings } from '../../server/health/weakenings/list-weakenings.ts';
import { optionWeakenings } from '../../server/health/weakenings/option-weakenings.ts';
import { NOW, standing } from './health-scene.ts';

const optionOf = (key: OptionKey): RuleOption | SwitchOption => OPTIONS[key];

/** The options with one of them, or one exception, on its dangerous side; null where a new installation is there already. */
function endangered(path: OptionPath): OptionSettings | null {
  const [key, exception] = path.split('.') as [OptionKey, string?]; // an OptionPath has one dot at most
  const option = optionOf(key);
  const before: unknown = DEFAULT_OPTIONS[key];
  const set = (value: unknown) => optionsSchema.parse({ ...DEFAULT_OPTIONS, [key]: value });
  if (option.kind === 'switch') {
    const dangerous = option.danger === 'on';
    return dangerous === option.default ? null : set(dangerous);
  }
  if (exception !== undefined) {
    const { tightens, default: usual } = option.exceptions[exception] ?? { default: true };
    const dangerous = tightens !== true;
    return dangerous === usual
      ? null
      : set({ ...(before as object), mode: 'enforce', [exception]: dangerous });
  }
  if (option.danger === 'on' || option.default === 'off') return null;
  return set({ ...(before as object), mode: 'off' });
}

describe('weakened options', () => {
  test('a new installation has none', () => {
    expect(optionWeakenings(DEFAULT_OPTIONS)).toEqual([]);
  });

  const dangerous = OPTION_PATHS.flatMap((path) => {
    const options = endangered(path);
    return options === null ? [] : [[path, options] as const];
  });

  test.each(dangerous)('%s on its dangerous side is one', (path, options) => {
    const found = optionWeakenings(options);
    expect(found.map(({ option, count }) => [option, count])).toEqual([[path, 1]]);
  });

  test('those that have no such side are known by name', () => {
    const rest = OPTION_PATHS.filter((path) => !dangerous.some(([found]) => found === path));
    expect(rest).toEqual([
      'localSenderMustAuth.unlessDomainSharing',
      'displayNameMayNotShowAnotherAddress',
      'popBeforeSmtp',
      'popBeforeSmtp.exemptAuthenticated',
      'noAuthOnSmtpPort',
      'noAuthOnSmtpPort.screenAuthProbes',
      'gatewaysExemptFromMatch',
    ]);
  });

  test.each(OPTION_KEYS.filter((key) => optionOf(key).default === 'enforce'))(
    '%s that only reports is one',
    (key) => {
      const options = optionsSchema.parse({
        ...DEFAULT_OPTIONS,
        [key]: { ...(DEFAULT_OPTIONS[key] as object), mode: 'report' },
      });
      expect(optionWeakenings(options).map(({ text }) => text)).toEqual([
        `“${OPTIONS[key].label}” only reports.`,
      ]);
    },
  );

  test('a limit that is lifted is one, and a forwarder that is believed', () => {
    const options: OptionSettings = {
      ...DEFAULT_OPTIONS,
      accountLimits: { ...DEFAULT_OPTIONS.accountLimits, messagesPerHour: null },
      dmarcMustPass: { mode: 'report', trustedArcSealers: ['lists.example', 'forward.example'] },
    };
    expect(optionWeakenings(options).map(({ option, count }) => [option, count])).toEqual([
      ['dmarcMustPass', 2],
      ['accountLimits', 1],
    ]);
  });
});

describe('weakened lists', () => {
  const { settings, lists } = standing();
  const entry = (pattern: string, expiresAt: number | null) => ({
    pattern,
    comment: '',
    owner: '',
    expiresAt,
  });
  const texts = (change: object) =>
    listWeakenings({ ...lists, ...change }, settings, NOW).map(({ text, count }) => `${text} ${count}`);

  test('are none while they are empty', () => {
    expect(texts({})).toEqual([]);
  });

  test('patterns come first, then entries without end, and what has run out counts no more', () => {
    expect(
      texts({
        whiteList: [
          entry('a@office.example', NOW + 1),
          entry('b@office.example', null),
          entry('*@office.example', NOW + 1),
          entry('c@office.example', NOW),
        ],
      }),
    ).toEqual([
      'Any account may send as *@office.example, a pattern, for now. 1',
      'Any account may send as b@office.example; the entry never ends. 1',
      'Any account may send as a@office.example, for now. 1',
    ]);
  });

  test('of a long list the widest are named and the others counted', () => {
    const trustedIps = Array.from({ length: 20_000 }, (_, index) => ({
      range: index === 19_999 ? '203.0.0.0/8' : `10.0.${index >> 8}.${index & 255}`,
      comment: '',
    }));
    const found = listWeakenings({ ...lists, trustedIps }, settings, NOW);
    expect([found.length, found[0]?.text, found.at(-1)]).toEqual([
      13,
      '203.0.0.0/8 is trusted: a range far wider than an office.',
      { option: null, text: '19,988 more ranges are on that list.', page: '/networks', count: 19_988 },
    ]);
  });

  test('Local IPs that hold nobody are one', () => {
    expect(texts({ localIps: [] })).toEqual([
      'The Local IPs are empty: nobody must sign in for being local. 1',
    ]);
  });

  test.each([
    ['0.0.0.0/0', true],
    ['203.0.0.0/15', true],
    ['203.0.0.0/16', false],
    ['10.0.0.0/8', false],
    ['100.64.0.0/10', false],
    ['2000::/3', true],
    ['2001:db8::/32', false],
    ['fc00::/7', false],
    ['192.0.2.7', false],
  ])('whether %s is wide: %s', (range, expected) => {
    expect(isWide(range)).toBe(expected);
  });
});
