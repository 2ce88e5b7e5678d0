import type { Handlers } from '../contract/api.ts';
import { ApiError } from '../contract/problem.ts';
import type { Settings } from '../contract/settings.ts';
import type { SetupDocument } from '../contract/setup-document.ts';
import { applyTogether } from './apply-together.ts';
import { CHANGED_DATA } from './changed-data.ts';
import type { ConsolePorts, ListsChange, SetupLists } from './console-ports.ts';
import { exportSetup } from './export-setup.ts';
import type { InTurn } from './in-turn.ts';
import { listsAfter } from './lists-after.ts';
import { previewSetup } from './preview-setup.ts';
import { settingsAfter } from './settings-after.ts';
import { settingsProblems } from './settings-problems.ts';

/** Import and export of the whole installation as one document. */
export function setupHandlers(
  ports: ConsolePorts,
  inTurn: InTurn,
): Pick<Handlers, 'setup.export' | 'setup.preview' | 'setup.apply'> {
  return {
    'setup.export': () => exportSetup(ports.settings.current, ports.directory.exportLists()),
    'setup.preview': (document) => {
      const { settings, lists } = checkSetup(document, ports);
      return {
        changes: previewSetup(
          exportSetup(ports.settings.current, ports.directory.exportLists()),
          exportSetup(settings, lists),
        ),
        warnings: ports.warnings(settings, lists),
      };
    },
    'setup.apply': (document) =>
      inTurn(async () => {
        const { settings } = checkSetup(document, ports);
        await applyTogether(settings, listsChange(document), ports);
        return ports.putInForce(CHANGED_DATA.setup);
      }),
  };
}

/** What the document leads to. Throws ApiError with the paths of everything that does not fit together. */
function checkSetup(
  document: SetupDocument,
  { settings, directory }: ConsolePorts,
): { readonly settings: Settings; readonly lists: SetupLists } {
  const after = settingsAfter(document, settings.current);
  const problems = [...settingsProblems(after), ...directory.check(listsChange(document))];
  if (problems.length > 0) {
    throw new ApiError(
      'bad-arguments',
      'The setup document cannot be applied; nothing has been changed.',
      problems.map(({ path, reason }) => ({ path: `[0].${path}`, reason })),
    );
  }
  return { settings: after, lists: listsAfter(document, directory.exportLists()) };
}

function listsChange(document: SetupDocument): ListsChange {
  const { domains, accounts, aliases, gateways, whiteList, localIps, trustedIps, dynamicScreen } = document;
  return {
    domains,
    accounts,
    aliases,
    gateways,
    whiteList,
    localIps,
    trustedIps,
    allowList: dynamicScreen?.allowList,
  };
}
