import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startScriptedSmtpServer, type ScriptedServer } from '../../helpers/scripted-smtp-server.ts';
import { inChunks, jobFor, toHost, TransportFixture } from './transport-fixture.ts';

/** RFC 5321 §4.5.2: the library doubles the dots; the chunks are ours, and may end anywhere. */

let server: ScriptedServer;
let fixture: TransportFixture;
beforeAll(async () => {
  server = await startScriptedSmtpServer();
  fixture = new TransportFixture();
});
afterAll(async () => {
  await fixture.stop();
  await server.stop();
});

const line = fc.oneof(
  fc.constantFrom('', '.', '..', '...', '.a', 'a.', '. .'),
  fc.string({ maxLength: 6, unit: fc.constantFrom('.', 'a', ' ', 'ü') }),
);

test('a message arrives as it is, wherever its chunks end', { timeout: 60_000 }, async () => {
  const chunked = fc.tuple(
    fc.array(line, { minLength: 1, maxLength: 12 }),
    fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 20 }),
  );
  await fc.assert(
    fc.asyncProperty(chunked, async ([lines, lengths]) => {
      const content = Buffer.from(`Subject: x\r\n\r\n${lines.map((text) => `${text}\r\n`).join('')}`);
      const open = () => Promise.resolve(inChunks(cut(content, lengths)));
      const [outcome] = await fixture.send(
        jobFor(toHost(server.port), ['a@x.test'], { open, size: content.length }),
      );
      expect(outcome?.kind).toBe('delivered');
      const arrived = server.messages().at(-1) ?? '';
      expect(arrived.replace(/^\./gm, '')).toBe(content.toString('latin1'));
    }),
    { numRuns: 150 },
  );
});

/** Cut into pieces of these lengths, from the first again after the last; a length of zero is an empty piece. */
function cut(content: Buffer, lengths: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let start = 0, turn = 0; start < content.length; turn++) {
    const length = lengths.every((each) => each === 0) ? 1 : (lengths[turn % lengths.length] ?? 1);
    pieces.push(content.subarray(start, start + length));
    start += length;
  }
  return pieces;
}
