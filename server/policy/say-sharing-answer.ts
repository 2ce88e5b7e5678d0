import type { SharingAnswer } from '../contract/facts.ts';

/** What the sharing hosts say of an address, for the administrator. */
export function saySharingAnswer(answer: SharingAnswer, who: 'sender' | 'recipient'): string {
  switch (answer.kind) {
    case 'found':
      return `Domain Sharing found the ${who} on ${answer.host}.`;
    case 'not-found':
      return 'Domain Sharing found it on no other server.';
    case 'error':
      return `Domain Sharing got no usable answer from ${answer.host}: ${answer.reason}.`;
    case 'not-asked':
      return 'Domain Sharing was not asked, because another rule refuses already.';
    case 'not-set-up':
      return 'Domain Sharing is not set up.';
  }
}
