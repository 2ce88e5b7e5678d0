const PLURALS = new Intl.PluralRules('en');

/** `1 entry`, `3 entries`. */
export function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${PLURALS.select(count) === 'one' ? one : many}`;
}

export const common = {
  cancel: 'Cancel',
  save: 'Save',
  add: 'Add',
  edit: (what: string) => `Edit ${what}`,
  remove: (what: string) => `Remove ${what}`,
  actions: 'Actions',
  loading: 'Loading',
  couldNotLoad: 'This could not be loaded',
  tryAgain: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not copy',
  never: 'Never',
  none: 'None',
  yes: 'Yes',
  no: 'No',
  justNow: 'just now',
  inAMoment: 'in a moment',
  showMore: (left: number) => `Show more (${left.toLocaleString('en')} left)`,
  close: 'Close',
  comment: 'Comment',
  commentHelp: 'Why it is here, for whoever looks next.',
  added: (what: string) => `${what} added`,
  changed: (what: string) => `${what} changed`,
  removed: (what: string) => `${what} removed`,
} as const;
