import { formatAddress, formatReturnPath } from '../contract/address.ts';
import type { JudgedStep } from '../contract/session-log.ts';

/** What was judged, as the log names it. */
export function stepSubject(step: JudgedStep): string {
  switch (step.stage) {
    case 'auth':
      return 'AUTH';
    case 'mail':
      return `MAIL FROM:${formatReturnPath(step.facts.returnPath)}`;
    case 'rcpt':
      return `RCPT TO:<${formatAddress(step.facts.recipient)}>`;
    case 'data':
      return 'From: header';
  }
}
