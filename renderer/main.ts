import { readKept } from './state/kept.ts';
import { loadLanguage } from './text/load-language.ts';
import './style/index.css';

const root = document.getElementById('root');
if (root) void open(root);

/** The language first: the modules that start() brings along take their words when they are loaded. */
async function open(root: HTMLElement): Promise<void> {
  document.documentElement.lang = await loadLanguage(readKept('language'), navigator.languages);
  const { start } = await import('./start.tsx');
  start(root);
}
