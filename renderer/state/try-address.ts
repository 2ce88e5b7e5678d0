/** What the form of the tester begins with. */
export interface TriedMessage {
  readonly listener: string;
  readonly ip: string;
  readonly account: string;
  readonly from: string;
  readonly header: string;
  readonly to: string;
}

const FIELDS = [
  'listener',
  'ip',
  'account',
  'from',
  'header',
  'to',
] as const satisfies readonly (keyof TriedMessage)[];

/** `/try?ip=203.0.113.7&from=anna%40office.example`: the tester with its form filled in. */
export function messageAddress(message: Partial<TriedMessage>): string {
  const query = new URLSearchParams();
  for (const field of FIELDS) if (message[field]) query.set(field, message[field]);
  return query.size > 0 ? `/try?${query.toString()}` : '/try';
}

export function parseTriedMessage(search: string): TriedMessage {
  const query = new URLSearchParams(search);
  const field = (name: keyof TriedMessage): string => query.get(name) ?? '';
  return {
    listener: field('listener'),
    ip: field('ip'),
    account: field('account'),
    from: field('from'),
    header: field('header'),
    to: field('to'),
  };
}
