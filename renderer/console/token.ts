const KEY = 'gatepost-token';

/**
 * The bearer token of this window. The address it is opened with carries it as `#token=…`; it is kept for the
 * tab and taken out of the address, so that it is neither bookmarked nor shown. Empty where none was given.
 */
export function takeToken(): string {
  const given = /^#token=([\w-]+)$/.exec(location.hash)?.[1];
  if (given !== undefined) {
    sessionStorage.setItem(KEY, given);
    history.replaceState(null, '', '#/');
  }
  return sessionStorage.getItem(KEY) ?? '';
}
