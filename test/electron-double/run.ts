import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { boot } from './app.ts';

/** What the binary does at its start: preload the modules of `-r`, find the app, load its main module, get ready. */
const args = process.argv.slice(2);
process.argv = [path.join(import.meta.dirname, 'electron'), ...args];

const require = createRequire(import.meta.url);
for (const [index, argument] of args.entries()) {
  if (argument === '-r') require(args[index + 1] ?? '');
}

// Read again: a preloaded module may have cut its own arguments off, as Playwright's loader does.
const target = process.argv
  .slice(1)
  .find((argument, index, all) => !argument.startsWith('-') && all[index - 1] !== '-r');
const named = path.resolve(target ?? '.');
const isFolder = statSync(named).isDirectory();
const folder = isFolder ? named : path.dirname(named);
const description = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
  readonly main: string;
  readonly name: string;
  readonly productName?: string;
  readonly version: string;
};
const main = isFolder ? path.join(folder, description.main) : named;
await boot(folder, description, () => import(pathToFileURL(main).href));
