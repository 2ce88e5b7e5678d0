import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with a page as it is now: the rule and where, one line each. With `rules` those alone are asked. */
export async function axeViolations(page: Page, rules: readonly string[] = []): Promise<readonly string[]> {
  if (!(await page.evaluate('"axe" in window'))) {
    // Through the debugger's own world: the page's content policy allows no foreign script.
    await page.evaluate(await readFile(AXE, 'utf8'));
  }
  return page.evaluate(
    async ([tags, onlyRules]) => {
      interface Axe {
        run: (
          where: Document,
          options: object,
        ) => Promise<{
          violations: { id: string; nodes: { target: unknown[]; failureSummary: string }[] }[];
        }>;
      }
      const axe = Reflect.get(globalThis, 'axe') as Axe; // put there by the line above
      const found = await axe.run(document, {
        runOnly: onlyRules.length > 0 ? { type: 'rule', values: onlyRules } : { type: 'tag', values: tags },
        resultTypes: ['violations'],
      });
      return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
      );
    },
    [TAGS, rules] as const,
  );
}
