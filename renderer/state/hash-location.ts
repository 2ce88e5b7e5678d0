import type { BaseLocationHook } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';

/** The path of the window's address: `/log` of `#/log?session=4fk2`. Everything behind the `#`, so a link works as written. */
export const useHashPath: BaseLocationHook = () => [split(useHashLocation()[0]).path, navigate];
useHashPath.hrefs = (href: string) => `#${href}`;

/** The query of the window's address: `session=4fk2` of `#/log?session=4fk2`. */
export const useHashSearch = (): string => split(useHashLocation()[0]).search;
useHashPath.searchHook = useHashSearch;

/** Goes to a path with an optional query; `replace` leaves no step for Back. */
export function navigate(to: string, options: { readonly replace?: boolean } = {}): void {
  const oldURL = location.href;
  if (options.replace) history.replaceState(null, '', `#${to}`);
  else history.pushState(null, '', `#${to}`);
  dispatchEvent(new HashChangeEvent('hashchange', { oldURL, newURL: location.href }));
}

function split(location: string): { readonly path: string; readonly search: string } {
  const [path = '/', search = ''] = location.split('?', 2);
  return { path, search };
}
