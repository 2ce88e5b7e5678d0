import type { Catalogue } from './catalogue.ts';
import { appearanceText } from './de/appearance.ts';
import { authenticityText } from './de/authenticity.ts';
import { common } from './de/common.ts';
import { dkimText } from './de/dkim.ts';
import { listsText } from './de/lists.ts';
import { logText } from './de/log.ts';
import { optionHelp } from './de/option-help.ts';
import { options } from './de/options.ts';
import { outgoingText } from './de/outgoing.ts';
import { queueText } from './de/queue.ts';
import { sendAsText } from './de/send-as.ts';
import { serverText } from './de/server.ts';
import { sharingText } from './de/sharing.ts';
import { shell } from './de/shell.ts';
import { tryText } from './de/try.ts';

/** The window in German, loaded as a whole where it is chosen. */
export const german: Catalogue = {
  appearanceText,
  authenticityText,
  common,
  dkimText,
  listsText,
  logText,
  optionHelp,
  options,
  outgoingText,
  queueText,
  sendAsText,
  serverText,
  sharingText,
  shell,
  tryText,
};
