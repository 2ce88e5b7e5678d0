import type { Handlers } from '../contract/api.ts';
import type { FirstRunCalls } from '../contract/first-run.ts';
import type { ConsolePorts } from './console-ports.ts';
import type { InTurn } from './in-turn.ts';

/** What the first-run wizard asks, each step checking for real. */
export function firstRunHandlers(
  { firstRun, settings, directory, putInForce }: ConsolePorts,
  inTurn: InTurn,
): Pick<Handlers, keyof FirstRunCalls> {
  return {
    'firstRun.get': async () => {
      const { firstRunFinishedAt: finishedAt } = settings.current;
      const { domains, accounts } = directory.exportLists();
      const needed = finishedAt === null && domains.length === 0 && accounts.length === 0;
      return { needed, finishedAt, suggestions: await firstRun.suggest(needed) };
    },
    'firstRun.finish': () =>
      inTurn(async () => {
        if (settings.current.firstRunFinishedAt !== null) return;
        settings.update((current) => ({ ...current, firstRunFinishedAt: firstRun.now() }));
        await putInForce(['settings']);
      }),
    'ports.check': (wishes) => firstRun.checkPorts(wishes),
    'dns.check': (domain, publicIps) => firstRun.checkDns(domain, publicIps),
    'test.message': (account, password) => firstRun.sendTestMessage(account, password),
    'test.attempt': (sender) => firstRun.attempt(sender),
  };
}
