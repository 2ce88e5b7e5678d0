import { startFakeDns, type FakeDns } from '../helpers/fake-dns.ts';
import { startScriptedSmtpServer, type ScriptedServer } from '../helpers/scripted-smtp-server.ts';

/** Who is around the office: a DNS, the provider's relay, and the other server of the shared domain. */
export interface Neighbours {
  readonly dns: FakeDns;
  readonly relay: ScriptedServer;
  readonly sister: ScriptedServer;
  readonly stop: () => Promise<void>;
}

/** What the provider's relay says of some recipients; it takes mail for all others. */
const REFUSALS: readonly (readonly [recipient: RegExp, reply: string])[] = [
  [/@supplier\.example>/, '451 4.7.1 Greylisted, please try again in 300 seconds'],
  [/@big-mail\.example>/, '452 4.2.2 The mailbox of the recipient is full'],
  [/@journal\.example>/, '421 4.3.2 Service shutting down for maintenance'],
];

export async function startNeighbours(): Promise<Neighbours> {
  const dns = await startFakeDns({
    'customer.example': { TXT: ['v=spf1 ip4:127.0.9.10 -all'] },
    '_dmarc.customer.example': { TXT: ['v=DMARC1; p=none'] },
    'mailer.example': { TXT: ['v=spf1 ip4:127.0.9.70 -all'] },
    '_dmarc.bank.example': { TXT: ['v=DMARC1; p=reject'] },
  });
  const relay = await startScriptedSmtpServer({
    answer: (line) => REFUSALS.find(([recipient]) => line.startsWith('RCPT') && recipient.test(line))?.[1],
  });
  const sister = await startScriptedSmtpServer({
    answer: (line) =>
      line.startsWith('RCPT') && !line.includes('lena@') ? '550 5.1.1 no such user' : undefined,
  });
  return {
    dns,
    relay,
    sister,
    stop: async () => {
      await Promise.all([dns.stop(), relay.stop(), sister.stop()]);
    },
  };
}
