import { createSocket } from 'node:dgram';
import net from 'node:net';
import {
  AUTHENTIC_DATA,
  decode,
  encode,
  RECURSION_AVAILABLE,
  TRUNCATED_RESPONSE,
  type Answer,
  type DecodedPacket,
  type RecordType,
} from 'dns-packet';
import type { MxRecord, TlsaRecord } from '../../server/contract/dns.ts';

/** What a name has. CNAME answers questions of every type, together with what it points at. */
export interface FakeName {
  readonly A?: readonly string[];
  readonly AAAA?: readonly string[];
  readonly MX?: readonly MxRecord[];
  readonly TXT?: readonly string[];
  readonly TLSA?: readonly TlsaRecord[];
  readonly PTR?: readonly string[];
  readonly NS?: readonly string[];
  readonly CNAME?: string;
  readonly ttl?: number;
}

export interface FakeQuestion {
  readonly name: string;
  readonly type: RecordType;
  readonly over: 'udp' | 'tcp';
  readonly id: number;
  readonly port: number;
  /** The DO bit; null without EDNS. */
  readonly wantsDnssec: boolean | null;
}

/** What a question is answered by: the table, a response code (2 is SERVFAIL), nothing, or a forged answer first. */
export type FakeTreatment = 'answer' | 'drop' | 'truncate' | 'forge' | { readonly code: number };

export interface FakeDns {
  /** As settings name a server: `127.0.0.1:49152`. */
  readonly address: string;
  /** By canonical name; may be changed at any time. */
  readonly names: Map<string, FakeName>;
  readonly questions: FakeQuestion[];
  /** Names whose answers carry the AD bit. */
  isSecure: (name: string) => boolean;
  treat: (question: FakeQuestion) => FakeTreatment;
  readonly stop: () => Promise<void>;
}

/** A DNS server on 127.0.0.1, over UDP and TCP, that answers from a table. */
export async function startFakeDns(names: Readonly<Record<string, FakeName>> = {}): Promise<FakeDns> {
  const { udp, tcp, port } = await bindBoth();
  const fake: FakeDns = {
    address: `127.0.0.1:${String(port)}`,
    names: new Map(Object.entries(names)),
    questions: [],
    isSecure: () => false,
    treat: () => 'answer',
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([
        new Promise<void>((resolve) => udp.close(resolve)),
        new Promise((resolve) => tcp.close(resolve)),
      ]);
    },
  };
  const sockets = new Set<net.Socket>();

  udp.on('message', (bytes, { port: from }) => {
    for (const answer of answersTo(fake, bytes, 'udp', from)) udp.send(answer, from, '127.0.0.1');
  });
  tcp.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined); // a client that goes away is no concern of a test
    let received = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length < 2 || received.length < 2 + received.readUInt16BE(0)) return;
      for (const answer of answersTo(fake, received.subarray(2), 'tcp', socket.remotePort ?? 0)) {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(answer.length);
        socket.write(Buffer.concat([length, answer]));
      }
    });
  });
  return fake;
}

function answersTo(fake: FakeDns, bytes: Buffer, over: 'udp' | 'tcp', port: number): readonly Buffer[] {
  const query = decode(bytes);
  const [asked] = query.questions ?? [];
  if (asked === undefined) return [];
  const opt = query.additionals?.find((extra) => extra.type === 'OPT');
  const name = asked.name === '.' ? '' : asked.name.toLowerCase();
  const question: FakeQuestion = {
    name,
    type: asked.type,
    over,
    id: query.id ?? 0,
    port,
    wantsDnssec: opt === undefined ? null : opt.flag_do,
  };
  fake.questions.push(question);
  const treatment = fake.treat(question);
  if (treatment === 'drop') return [];
  if (typeof treatment === 'object') return [reply(query, { flags: treatment.code })];
  if (treatment === 'truncate' && over === 'udp') return [reply(query, { flags: TRUNCATED_RESPONSE })];
  const isKnown = fake.names.has(name);
  const answers = recordsOf(fake, name, asked.type);
  const verdict = fake.isSecure(name) ? AUTHENTIC_DATA : 0;
  const honest = reply(query, {
    flags: verdict | (isKnown || name === '' ? 0 : 3),
    answers,
    authorities: answers.length > 0 ? [] : [SOA],
  });
  if (treatment !== 'forge') return [honest];
  const forged: Answer[] = [{ type: 'A', name: asked.name, data: '203.0.113.66', ttl: 300 }];
  return [
    Buffer.from('no DNS message'),
    reply({ ...query, id: ((query.id ?? 0) + 1) % 65_536 }, { flags: 0, answers: forged }),
    reply({ ...query, questions: [{ ...asked, name: 'other.test' }] }, { flags: 0, answers: forged }),
    honest,
  ];
}

const SOA: Answer = {
  type: 'SOA',
  name: 'test',
  ttl: 600,
  data: { mname: 'ns.test', rname: 'root.test', serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 60 },
};

function recordsOf(fake: FakeDns, name: string, type: RecordType): readonly Answer[] {
  const known = fake.names.get(name);
  if (known === undefined) return [];
  const base = { name, ttl: known.ttl ?? 300 };
  const { CNAME: alias } = known;
  if (alias !== undefined)
    return [
      { ...base, type: 'CNAME', data: alias },
      ...(type === 'CNAME' ? [] : recordsOf(fake, alias, type)),
    ];
  const all: readonly Answer[] = [
    ...(known.A ?? []).map((data) => ({ ...base, type: 'A' as const, data })),
    ...(known.AAAA ?? []).map((data) => ({ ...base, type: 'AAAA' as const, data })),
    ...(known.PTR ?? []).map((data) => ({ ...base, type: 'PTR' as const, data })),
    ...(known.NS ?? []).map((data) => ({ ...base, type: 'NS' as const, data })),
    ...(known.MX ?? []).map((data) => ({ ...base, type: 'MX' as const, data: writtenMx(data) })),
    ...(known.TXT ?? []).map((text) => ({ ...base, type: 'TXT' as const, data: inStrings(text) })),
    ...(known.TLSA ?? []).map(({ data, ...rest }) => ({
      ...base,
      type: 'TLSA' as const,
      data: { ...rest, certificate: Buffer.from(data) },
    })),
  ];
  return all.filter((answer) => answer.type === type);
}

function writtenMx({ preference, exchange }: MxRecord): MxRecord {
  return { preference, exchange: exchange === '' ? '.' : exchange };
}

/** RFC 1035 §3.3.14: a string of a TXT record has 255 octets at most. */
function inStrings(text: string): string[] {
  return text.match(/[^]{1,255}/g) ?? [''];
}

function reply(
  query: DecodedPacket,
  rest: {
    readonly flags: number;
    readonly answers?: readonly Answer[];
    readonly authorities?: readonly Answer[];
  },
): Buffer {
  return encode({
    type: 'response',
    ...(query.id !== undefined && { id: query.id }),
    flags: RECURSION_AVAILABLE | rest.flags,
    questions: query.questions ?? [],
    answers: [...(rest.answers ?? [])],
    authorities: [...(rest.authorities ?? [])],
  });
}

/** The same port for both, which another program may hold for one of them. */
async function bindBoth() {
  for (;;) {
    const tcp = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => tcp.once('listening', resolve));
    const { port } = tcp.address() as net.AddressInfo; // a TCP listener has no other form
    const udp = createSocket('udp4');
    const isBound = await new Promise<boolean>((resolve) => {
      udp.once('error', () => {
        resolve(false);
      });
      udp.bind(port, '127.0.0.1', () => {
        resolve(true);
      });
    });
    if (isBound) return { udp, tcp, port };
    tcp.close();
  }
}
