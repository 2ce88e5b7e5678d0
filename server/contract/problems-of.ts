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
    case 'invalid_type':
      return [{ path: formatPath(path), reason: reasonOfType(issue) }];
    default:
      return [{ path: formatPath(path), reason: issue.message }];
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'is not text',
  number: 'is not a number',
  int: 'is not a whole number',
  boolean: 'is neither true nor false',
  array: 'is not a list',
  object: 'is not an object',
};

function reasonOfType({ expected, message }: z.core.$ZodIssueInvalidType): string {
  // An issue does not hold the value itself; that there is none, only zod's own words tell.
  if (message.endsWith('received undefined')) return 'is missing';
  return KINDS[expected] ?? message;
}

function depthOf(branch: readonly z.core.$ZodIssue[]): number {
  return Math.max(
    0,
    ...branch.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)),
  );
}
