import type { Catalogue } from './catalogue.ts';
import { appearanceText } from './de/appearance.ts';
import { authenticityText } from './de/authenticity.ts';
import { changesText } from './de/changes.ts';
import { common } from './de/common.ts';
import { dashboardText } from './de/dashboard.ts';
import { dkimText } from './de/dkim.ts';
import { dnsText } from './de/dns-records.ts';
import { firstRunText } from './de/first-run.ts';
import { listsText } from './de/lists.ts';
import { logText } from './de/log.ts';
import { logToolsText } from './de/log-tools.ts';
import { noticesText } from './de/notices.ts';
import { optionActivityText } from './de/option-activity.ts';
import { optionHelp } from './de/option-help.ts';
import { options } from './de/options.ts';
import { outgoingText } from './de/outgoing.ts';
import { paletteText } from './de/palette.ts';
import { shortcutsText } from './de/shortcuts.ts';
import { queueText } from './de/queue.ts';
import { sendAsText } from './de/send-as.ts';
import { serverText } from './de/server.ts';
import { sessionActionText } from './de/session-action.ts';
import { sharingText } from './de/sharing.ts';
import { shell } from './de/shell.ts';
import { tryText } from './de/try.ts';
import { whiteListText } from './de/white-list.ts';

/** The window in German, loaded as a whole where it is chosen. */
export const german: Catalogue = {
  appearanceText,
  authenticityText,
  changesText,
  common,
  dashboardText,
  dkimText,
  dnsText,
  firstRunText,
  listsText,
  logText,
  logToolsText,
  noticesText,
  optionActivityText,
  optionHelp,
  options,
  outgoingText,
  paletteText,
  shortcutsText,
  queueText,
  sendAsText,
  serverText,
  sessionActionText,
  sharingText,
  shell,
  tryText,
  whiteListText,
};
