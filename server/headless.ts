import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../package.json' with { type: 'json' };
import { startServer, type GatepostServer } from './app.ts';
import { startConsoleServer } from './console/http-server.ts';
import { ApiError } from './contract/problem.ts';
import { readCommandLine, USAGE, type CommandLine } from './headless/command-line.ts';
import { asSetupFileError, readSetupFile, SetupFileError } from './headless/read-setup-file.ts';
import { readyLine } from './headless/ready-line.ts';
import { confSettingsFile } from './settings/conf-settings-file.ts';

/** The headless host: the server and its console on plain Node, for services and for tests. */

/** Beside this file's folder as it is run from source; beside the bundle's own folder once it is built. */
const RENDERER = import.meta.filename.endsWith('.ts') ? '../out/renderer' : '../renderer';

type Serve = Extract<CommandLine, { kind: 'serve' }>;

// Whoever reads may go away at any time; mail is served on.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

const command = readCommandLine(process.argv.slice(2));
switch (command.kind) {
  case 'help':
    process.stdout.write(USAGE);
    break;
  case 'wrong':
    process.stderr.write(`gatepost: ${command.reason}\n\n${USAGE}`);
    process.exitCode = 2;
    break;
  case 'serve':
    await serve(command);
}

async function serve(options: Serve): Promise<void> {
  // Never `once`: npm passes on a signal that a terminal or a service manager has sent to the whole process group,
  // and a second one must not cut the drain short.
  const stopRequested = new Promise<void>((stop) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.on(signal, () => {
        stop();
      });
  });
  try {
    const server = await start(options);
    const console = await openConsole(server, options.consolePort);
    process.stdout.write(`${readyLine(server.status().listeners, console.address)}\n`);
    await stopRequested;
    await console.dispose();
    await server.dispose();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`gatepost: ${explain(error)}\n`);
    process.exit(1);
  }
}

async function start({ dataFolder, setupFile }: Serve): Promise<GatepostServer> {
  const setup = setupFile === null ? undefined : await readSetupFile(setupFile);
  try {
    return await startServer({
      dataFolder: resolve(dataFolder),
      openSettingsFile: confSettingsFile,
      version: manifest.version,
      clock: Date.now,
      log: (line) => process.stderr.write(`${line}\n`),
      setup,
    });
  } catch (error) {
    if (error instanceof ApiError && setupFile !== null) throw asSetupFileError(setupFile, error);
    throw error;
  }
}

async function openConsole(
  server: GatepostServer,
  port: number,
): Promise<{ readonly address: string; readonly dispose: () => Promise<void> }> {
  try {
    const console = await startConsoleServer({
      call: (name, args) => server.call(name, args, 'Web console'),
      on: server.on,
      port,
      rendererFolder: fileURLToPath(new URL(RENDERER, import.meta.url)),
    });
    return {
      address: `http://127.0.0.1:${console.port}/#token=${console.token}`,
      dispose: console.dispose,
    };
  } catch (cause) {
    await server.dispose();
    throw new Error(`The console cannot be opened on port ${port}.`, { cause });
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof SetupFileError || error.cause === undefined) return error.message;
  return `${error.message} (${explain(error.cause)})`;
}
