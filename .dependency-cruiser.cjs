/**
 * The layers of ARCHITECTURE.md, enforced. Each rule names one folder and what it may not import.
 * test/project/layers.test.ts plants forbidden imports and sees them caught.
 */
/** @param {string} name @param {string} from @param {string[]} allowed folders or packages, as path patterns */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [from, ...allowed] },
});
/** The folder beside a file of the same name is that file's own. */
/** @param {string} name @param {'app' | 'headless'} owner */
const ownedBy = (name, owner) => ({
  name,
  comment: `Only ${owner}.ts imports server/${owner}/.`,
  severity: 'error',
  from: { path: '^(server|electron|renderer)/', pathNot: `^server/${owner}(/|\\.ts$)` },
  to: { path: `^server/${owner}/` },
});
const CONTRACT = '^server/contract/';
const LIBRARIES = '^node_modules/';
const NODE =
  '^(node:)?(assert|async_hooks|buffer|child_process|crypto|dgram|dns|events|fs|http|https|module|net|os|path|perf_hooks|process|readline|stream|string_decoder|tls|url|util|worker_threads|zlib|sqlite)(/|$)';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'not-resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    only(
      'contract-is-a-leaf',
      CONTRACT,
      ['^node_modules/(zod|punycode\\.js)/'],
      'Types and tables, safe in a browser.',
    ),
    only('policy-is-pure', '^server/policy/', [CONTRACT], 'Facts and settings in, verdict out.'),
    only('guard-is-pure', '^server/guard/', [CONTRACT], 'State with an injected clock; no I/O.'),
    only('health-is-pure', '^server/health/', [CONTRACT], 'Facts in, verdict out.'),
    only('directory-alone', '^server/directory/', [CONTRACT, NODE, LIBRARIES], 'Meets the others in app.ts.'),
    only('settings-alone', '^server/settings/', [CONTRACT, NODE, LIBRARIES], 'Meets the others in app.ts.'),
    only('audit-alone', '^server/audit/', [CONTRACT, NODE, LIBRARIES], 'Meets the others in app.ts.'),
    only('store-alone', '^server/store/', [CONTRACT, NODE, LIBRARIES], 'Meets the others in app.ts.'),
    only('log-alone', '^server/log/', [CONTRACT, NODE, LIBRARIES], 'Meets the others in app.ts.'),
    only('dns-alone', '^server/dns/', [CONTRACT, NODE, LIBRARIES], 'Meets the others in app.ts.'),
    only('dns-check-alone', '^server/dns-check/', [CONTRACT, NODE, LIBRARIES], 'Meets the others in app.ts.'),
    only('first-run-alone', '^server/first-run/', [CONTRACT, NODE, LIBRARIES], 'Meets the others in app.ts.'),
    only('callout-alone', '^server/callout/', [CONTRACT, NODE, LIBRARIES], 'Meets the others in app.ts.'),
    only(
      'authenticity-alone',
      '^server/authenticity/',
      [CONTRACT, NODE, LIBRARIES],
      'Meets the others in app.ts.',
    ),
    only('delivery-alone', '^server/delivery/', [CONTRACT, NODE, LIBRARIES], 'Meets the others in app.ts.'),
    only('delivery-network', '^server/delivery/smtp/', [CONTRACT, NODE, LIBRARIES], 'Knows no queue.'),
    only(
      'smtp',
      '^server/smtp/',
      [CONTRACT, '^server/policy/', '^server/guard/', NODE, LIBRARIES],
      'Sessions; no settings files, no console.',
    ),
    only(
      'pop3',
      '^server/pop3/',
      [CONTRACT, '^server/policy/', '^server/guard/', NODE, LIBRARIES],
      'Sessions; no settings files, no console, nothing of SMTP.',
    ),
    only(
      'what-if',
      '^server/what-if/',
      [CONTRACT, '^server/(policy|guard|directory|log|smtp)/', NODE, LIBRARIES],
      'Judges again what the log holds, by the policy and the very sessions of the server.',
    ),
    only('console', '^server/console/', [CONTRACT, NODE, LIBRARIES], 'The API and its transports.'),
    only(
      'app',
      '^server/app(/|\\.ts$)',
      ['^server/(?!headless)', NODE, LIBRARIES],
      'The composition root: everything of the server meets here.',
    ),
    only(
      'headless',
      '^server/headless(/|\\.ts$)',
      ['^server/', '^package\\.json$', NODE, LIBRARIES],
      'app.ts and the console over HTTP.',
    ),
    ownedBy('app-parts', 'app'),
    ownedBy('headless-parts', 'headless'),
    only(
      'electron-is-thin',
      '^electron/',
      ['^server/app\\.ts$', CONTRACT, NODE, LIBRARIES],
      'The shell around server/app.ts.',
    ),
    only(
      'renderer-is-a-page',
      '^renderer/',
      [CONTRACT, LIBRARIES],
      'Reaches the server through the console only.',
    ),
    {
      name: 'renderer-has-no-electron',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^node_modules/(electron|smtp-server|conf|electron-store)/' },
    },
    {
      name: 'server-has-no-electron',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(electron/|renderer/|node_modules/(electron|electron-store|react|react-dom)/)' },
    },
    {
      name: 'product-has-no-tests',
      severity: 'error',
      from: { path: '^(server|electron|renderer)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|release|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'default', 'types'],
    },
  },
};
