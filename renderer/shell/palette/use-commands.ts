import { describeOption, OPTION_KEYS } from '../../../server/contract/options.ts';
import { changeAppearance, CONTRASTS, THEMES } from '../../state/appearance.ts';
import { chooseLanguage } from '../../state/choose-language.ts';
import { undoLastChange, useLastChange } from '../../state/last-change.ts';
import { optionOf, valueAt } from '../../state/option-values.ts';
import { reportFailure } from '../../state/report-failure.ts';
import { useCall } from '../../state/use-call.ts';
import type { Change } from '../../state/use-change.ts';
import { useOptions, useSetOption } from '../../state/use-option.ts';
import { useReportedChange } from '../../state/use-reported-change.ts';
import { useSetup } from '../../state/use-setup.ts';
import { appearanceText } from '../../text/en/appearance.ts';
import { listsText } from '../../text/en/lists.ts';
import { paletteText } from '../../text/en/palette.ts';
import { serverText } from '../../text/en/server.ts';
import { LANGUAGES, spokenLanguage, type Language } from '../../text/language.ts';
import { openOverlay } from '../overlays.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { goTo } from './place-entries.ts';

const words = paletteText.commands;
const HOUR_MS = 3_600_000;

/** What can be done from wherever one is. A command that would do nothing now is not offered. */
export function useCommands(): readonly PaletteEntry[] {
  return [
    ...useServerCommands(),
    ...ADDING,
    ...useReportOnlyCommands(),
    ...appearanceCommands(),
    command('shortcuts', words.shortcuts, () => {
      openOverlay('shortcuts');
    }),
  ];
}

function useServerCommands(): readonly PaletteEntry[] {
  const lastChange = useLastChange();
  const paused = useCall('status.get').data?.paused;
  const change = useReportedChange();
  const { exportTo } = useSetup();
  const canUndo = lastChange.kind === 'made' && lastChange.undo !== null;
  const pause = () => {
    pauseForAnHour(change);
  };
  const resume = () => {
    change({ text: words.resumedDone, run: ['server.resume'], undo: null, shownBy: 'status.get' });
  };
  return [
    ...(canUndo ? [command('undo', words.undo(lastChange.text), () => void undoLastChange())] : []),
    paused ? command('resume', words.resume, resume) : command('pause', words.pause, pause),
    command('export', words.exportSetup, () => {
      reportFailure(words.exportSetup, exportTo(serverText.setup.fileName));
    }),
  ];
}

function pauseForAnHour(make: (change: Change) => void): void {
  make({
    text: words.pausedDone,
    run: ['server.pause', Date.now() + HOUR_MS],
    undo: [['server.resume']],
    shownBy: 'status.get',
  });
}

/** Each opens the dialog of its list. */
const ADDING: readonly PaletteEntry[] = [
  goTo('commands', listsText.screen.add, paletteText.command, '/dynamic-screen?block='),
  goTo('commands', listsText.accounts.add, paletteText.command, '/accounts?add='),
  goTo('commands', listsText.domains.add, paletteText.command, '/domains?add='),
  goTo('commands', listsText.aliases.add, paletteText.command, '/aliases?add='),
  goTo('commands', listsText.networks.addTrusted, paletteText.command, '/networks?trust='),
  goTo('commands', words.exempt, paletteText.command, '/white-list?add='),
];

function useReportOnlyCommands(): readonly PaletteEntry[] {
  const options = useOptions();
  const set = useSetOption();
  if (!options) return [];
  return OPTION_KEYS.filter((key) => optionOf(key).kind === 'rule' && valueAt(options, key) !== 'report').map(
    (key) =>
      command(`report ${key}`, words.reportOnly(describeOption(key).label), () => void set(key, 'report')),
  );
}

function appearanceCommands(): readonly PaletteEntry[] {
  const languages = Object.keys(LANGUAGES) as readonly Language[]; // Object.keys widens to string
  return [
    ...THEMES.map((theme) =>
      command(`theme ${theme}`, `${appearanceText.theme}: ${appearanceText.themes[theme]}`, () => {
        changeAppearance({ theme });
      }),
    ),
    ...CONTRASTS.map((contrast) =>
      command(
        `contrast ${contrast}`,
        `${appearanceText.contrast}: ${appearanceText.contrasts[contrast]}`,
        () => {
          changeAppearance({ contrast });
        },
      ),
    ),
    ...languages
      .filter((language) => language !== spokenLanguage())
      .map((language) =>
        command(`language ${language}`, `${appearanceText.language}: ${LANGUAGES[language]}`, () => {
          chooseLanguage(language);
        }),
      ),
  ];
}

function command(id: string, name: string, run: () => void): PaletteEntry {
  return {
    id: `do ${id}`,
    group: 'commands',
    name,
    context: paletteText.command,
    keywords: words.keywords[id.split(' ', 1)[0] ?? ''] ?? '',
    run,
  };
}
