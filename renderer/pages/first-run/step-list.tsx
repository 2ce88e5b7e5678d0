import { Check } from 'lucide-react';
import { Link } from 'wouter';
import { firstRunText } from '../../text/en/first-run.ts';
import { STEPS, type Walk } from './steps.ts';

const words = firstRunText;

/** All steps, with those that are done; one can go back to them. */
export function StepList({ walk }: { readonly walk: Walk }) {
  return (
    <nav aria-label={words.steps}>
      <ol className="first-run-steps">
        {STEPS.map((step, index) => {
          const isHere = step === walk.step;
          const isDone = !isHere && index + 1 < walk.reached;
          const isReachable = index + 1 <= walk.reached;
          const content = (
            <>
              <span className="first-run-mark" aria-hidden>
                {isDone ? <Check size={13} /> : index + 1}
              </span>
              <span>{words[step].short}</span>
              {isDone && <span className="visually-hidden">{words.done}</span>}
            </>
          );
          return (
            <li key={step} className={isDone ? 'first-run-done' : undefined}>
              {isReachable ? (
                <Link href={`/first-run?step=${step}`} aria-current={isHere ? 'step' : undefined}>
                  {content}
                </Link>
              ) : (
                <span className="first-run-ahead">{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
