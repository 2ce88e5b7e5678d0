import type { Handlers } from '../contract/api.ts';
import { ApiError } from '../contract/problem.ts';
import type { JudgedPolicy, PolicyDraft } from '../contract/what-if.ts';
import type { ConsolePorts } from './console-ports.ts';
import { mergeOptions } from './settings-after.ts';

type WhatIfCall = Extract<keyof Handlers, `whatIf.${string}`>;

/** Any change tried before it is made. Nothing is changed by it. */
export function whatIfHandlers({
  settings,
  directory,
  whatIf,
}: Pick<ConsolePorts, 'settings' | 'directory' | 'whatIf'>): Pick<Handlers, WhatIfCall> {
  const inForce = (): JudgedPolicy => {
    const { whiteList, localIps, trustedIps } = directory.exportLists();
    return { options: settings.current.options, whiteList, localIps, trustedIps };
  };
  return {
    'whatIf.judge': (draft, from, to) => {
      const now = inForce();
      return whatIf.judge({ now, draft: policyAfter(draft, now) }, from, to);
    },
    'whatIf.session': async (place, draft) => {
      const now = inForce();
      const session = await whatIf.session(place, { now, draft: policyAfter(draft, now) });
      if (session === null)
        throw new ApiError('not-found', `Session ${place.id} is not in the log any more.`);
      return session;
    },
    'whatIf.probe': ({ draft = {}, ...probe }) => whatIf.probe(probe, policyAfter(draft, inForce())),
  };
}

/** What would be in force; a list that is given replaces that list. */
function policyAfter(
  { options = {}, whiteList, localIps, trustedIps }: PolicyDraft,
  now: JudgedPolicy,
): JudgedPolicy {
  return {
    options: mergeOptions(now.options, options),
    whiteList: whiteList ?? now.whiteList,
    localIps: localIps ?? now.localIps,
    trustedIps: trustedIps ?? now.trustedIps,
  };
}
