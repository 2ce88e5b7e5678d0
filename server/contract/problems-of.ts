import type { z } from 'zod';
import { formatPath, type Problem } from './problem.ts';

/** What a schema found wrong, one problem per value, in the words that the window and the API show. */
export function problemsOf(error: z.ZodError): readonly Problem[] {
  return error.issues.flatMap((issue) => problemsOfIssue(issue, []));
}

function problemsOfIssue(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): readonly Problem[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: formatPath([...path, key]), reason: 'is not a known key' }));
    case 'invalid_union': {
      // Of several shapes the one that fits furthest is the one that was meant.
      const [meant] = [...issue.errors].sort((one, other) => depthOf(other) - depthOf(one));
      if (meant && depthOf(meant) > 0) return meant.flatMap((inner) => problemsOfIssue(inner, path));
      const reasons = issue.errors.flatMap((branch) => branch.map(({ message }) => message));
      return [{ path: formatPath(path), reason: [...new Set(reasons)].join(', or: ') || issue.message }];
    }
    default:
      return [{ path: formatPath(path), reason: issue.message }];
  }
}

function depthOf(branch: readonly z.core.$ZodIssue[]): number {
  return Math.max(
    0,
    ...branch.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)),
  );
}
