import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { ApiError } from '../contract/problem.ts';
import {
  HIDDEN,
  isGroup,
  isSecret,
  namesIn,
  partsOf,
  withoutSecrets,
  type Difference,
  type Step,
} from './state-differences.ts';
import { subjectOf } from './subject-words.ts';

const stepSchema = z.union([z.string(), z.tuple([z.string()])]);
const differencesSchema = z.array(
  z.strictObject({
    path: z.array(stepSchema),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
    place: z.int().optional(),
    isOrder: z.literal(true).optional(),
  }),
);

/** Differences as the change history keeps them. */
export function readDifferences(written: string): readonly Difference[] {
  return differencesSchema.parse(JSON.parse(written));
}

/**
 * The state without what the differences have changed in it. Throws ApiError `conflict` where something differs from
 * what they left, or where a secret would be needed that nobody kept.
 */
export function takeBack(state: unknown, differences: readonly Difference[]): unknown {
  return differences.toReversed().reduce((current, difference) => {
    refuseSecret(difference);
    return changedAt(current, difference.path, difference);
  }, state);
}

function refuseSecret({ path, before }: Difference): void {
  // That a host had no login needs no secret to bring back.
  const wantsNoLogin = path.at(-1) === 'login' && (before === null || before === undefined);
  const isPassword = path.at(-1) === 'passwordHash';
  const holdsSecret = before !== undefined && JSON.stringify(before).includes(`"${HIDDEN}"`);
  if ((!isSecret(path) || wantsNoLogin) && !holdsSecret) return;
  throw new ApiError(
    'conflict',
    isPassword || path[0] === 'accounts'
      ? 'Passwords are never kept, so none can be brought back. Give the account a new one.'
      : 'Logins of other servers are never kept, so none can be brought back. Enter it again.',
  );
}

/** `whole` with the value at the path as it was before; what stands there now has to be what the change left. */
function changedAt(whole: unknown, path: readonly Step[], difference: Difference): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return earlierValue(whole, difference);
  if (typeof step === 'string') {
    if (!isGroup(whole)) throw gone(difference);
    const value = changedAt(partsOf(whole).get(step)?.value, rest, difference);
    if (value !== undefined) return { ...whole, [step]: value };
    return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== step));
  }
  if (!Array.isArray(whole)) throw gone(difference);
  const list: readonly unknown[] = whole;
  const known = partsOf(list).get(step[0]);
  const value = changedAt(known?.value, rest, difference);
  if (known === undefined) {
    if (value === undefined) throw gone(difference);
    return list.toSpliced(difference.place ?? list.length, 0, value);
  }
  return value === undefined ? list.toSpliced(known.place, 1) : list.with(known.place, value);
}

function earlierValue(current: unknown, difference: Difference): unknown {
  const { before, after, isOrder } = difference;
  if (isOrder && Array.isArray(current) && Array.isArray(before)) {
    if (!isDeepStrictEqual(namesIn(current), after)) throw changedSince(difference);
    const parts = partsOf(current);
    return before.map((name: unknown) => parts.get(String(name))?.value);
  }
  if (isSecret(difference.path)) return before;
  if (!isDeepStrictEqual(withoutSecrets(current), after)) throw changedSince(difference);
  return before;
}

function gone({ path }: Difference): ApiError {
  return new ApiError('conflict', `${subjectOf(path)} is not there any more.`);
}

function changedSince({ path }: Difference): ApiError {
  return new ApiError(
    'conflict',
    `${subjectOf(path)} has been changed again since. Undo the later change first, or set it by hand.`,
  );
}
