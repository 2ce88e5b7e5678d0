import type { appearanceText } from './en/appearance.ts';
import type { authenticityText } from './en/authenticity.ts';
import type { changesText } from './en/changes.ts';
import type { common } from './en/common.ts';
import type { dashboardText } from './en/dashboard.ts';
import type { dkimText } from './en/dkim.ts';
import type { dnsText } from './en/dns-records.ts';
import type { firstRunText } from './en/first-run.ts';
import type { listsText } from './en/lists.ts';
import type { logText } from './en/log.ts';
import type { logToolsText } from './en/log-tools.ts';
import type { noticesText } from './en/notices.ts';
import type { optionActivityText } from './en/option-activity.ts';
import type { optionHelp } from './en/option-help.ts';
import type { options } from './en/options.ts';
import type { outgoingText } from './en/outgoing.ts';
import type { paletteText } from './en/palette.ts';
import type { shortcutsText } from './en/shortcuts.ts';
import type { queueText } from './en/queue.ts';
import type { sendAsText } from './en/send-as.ts';
import type { serverText } from './en/server.ts';
import type { sessionActionText } from './en/session-action.ts';
import type { sharingText } from './en/sharing.ts';
import type { shell } from './en/shell.ts';
import type { tryText } from './en/try.ts';
import type { whiteListText } from './en/white-list.ts';

/**
 * Every word of the window, by the name of the English object that holds it. A translation has this type: the
 * compiler refuses one that lacks a word, or has one too many.
 */
export interface Catalogue {
  readonly appearanceText: typeof appearanceText;
  readonly authenticityText: typeof authenticityText;
  readonly changesText: typeof changesText;
  readonly common: typeof common;
  readonly dashboardText: typeof dashboardText;
  readonly dkimText: typeof dkimText;
  readonly dnsText: typeof dnsText;
  readonly firstRunText: typeof firstRunText;
  readonly listsText: typeof listsText;
  readonly logText: typeof logText;
  readonly logToolsText: typeof logToolsText;
  readonly noticesText: typeof noticesText;
  readonly optionActivityText: typeof optionActivityText;
  readonly optionHelp: typeof optionHelp;
  readonly options: typeof options;
  readonly outgoingText: typeof outgoingText;
  readonly paletteText: typeof paletteText;
  readonly shortcutsText: typeof shortcutsText;
  readonly queueText: typeof queueText;
  readonly sendAsText: typeof sendAsText;
  readonly serverText: typeof serverText;
  readonly sessionActionText: typeof sessionActionText;
  readonly sharingText: typeof sharingText;
  readonly shell: typeof shell;
  readonly tryText: typeof tryText;
  readonly whiteListText: typeof whiteListText;
}
