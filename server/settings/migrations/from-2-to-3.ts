import type { Migration } from './migrations.ts';

/**
 * Notices, and the first-run wizard, which is not shown to whoever has set up the server without it.
 *
 * BEFORE: neither.
 * AFTER:  notices { desktop, mail, mailTo }; firstRunFinishedAt, the start of 1970.
 */
export const from2To3: Migration = (before) => ({
  ...before,
  schema: 3,
  notices: { desktop: true, mail: true, mailTo: null },
  firstRunFinishedAt: 0,
});
