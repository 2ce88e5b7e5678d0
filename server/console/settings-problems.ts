import type { Problem } from '../contract/problem.ts';
import type { Settings } from '../contract/settings.ts';

/** What no single value shows: values that contradict one another. */
export function settingsProblems({ listeners, outbound }: Settings): readonly Problem[] {
  const taken = new Map<string, string>();
  const clashes = listeners.flatMap(({ name, host, port, enabled }, index) => {
    const place = `${host}:${port}`;
    const other = taken.get(place);
    if (enabled && port !== 0) taken.set(place, name);
    return enabled && port !== 0 && other !== undefined
      ? [{ path: `listeners[${index}].port`, reason: `is that of the listener "${other}"` }]
      : [];
  });
  return outbound.mode === 'smart-host' && outbound.smartHost === null
    ? [...clashes, { path: 'outbound.smartHost', reason: 'is needed for the mode smart-host' }]
    : clashes;
}
