import { useSearch } from 'wouter';
import { keep, readKept } from '../../state/kept.ts';
import { navigate } from '../../state/hash-location.ts';

/** In this order; each makes its own changes, so that leaving loses nothing. */
export const STEPS = [
  'name',
  'accounts',
  'ports',
  'certificate',
  'outgoing',
  'devices',
  'dns',
  'try',
] as const;
export type StepName = (typeof STEPS)[number];

/** Where the walk through the steps is, as the address says, and how it goes on. */
export interface Walk {
  readonly step: StepName;
  /** Counted from 1. */
  readonly number: number;
  /** The furthest step that was reached, counted from 1. */
  readonly reached: number;
  readonly goTo: (step: StepName) => void;
  readonly next: () => void;
  /** Null at the first step. */
  readonly back: (() => void) | null;
}

export function useWalk(): Walk {
  const wanted = new URLSearchParams(useSearch()).get('step') ?? readKept('first-run');
  const index = Math.max(
    0,
    STEPS.findIndex((name) => name === wanted),
  );
  const furthest = Math.max(
    index,
    STEPS.findIndex((name) => name === readKept('first-run')),
  );
  const goTo = (step: StepName) => {
    if (STEPS.indexOf(step) >= furthest) keep('first-run', step);
    navigate(`/first-run?step=${step}`);
  };
  const previous = STEPS[index - 1];
  return {
    step: STEPS[index] ?? 'name',
    number: index + 1,
    reached: furthest + 1,
    goTo,
    next: () => {
      goTo(STEPS[index + 1] ?? 'try');
    },
    back:
      previous === undefined
        ? null
        : () => {
            goTo(previous);
          },
  };
}
