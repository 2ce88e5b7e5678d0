import type { Reporter, TestModule } from 'vitest/node';

/** Closes a run with one plain line that any tool can read: `N passed, N failed, N skipped`. */
// eslint-disable-next-line no-restricted-syntax -- vitest loads a reporter by its default export
export default class PlainCountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state]++;
      if (module.errors().length > 0) count.failed++;
    }
    console.log(
      `\n${String(count.passed)} passed, ${String(count.failed)} failed, ${String(count.skipped + count.pending)} skipped`,
    );
  }
}
