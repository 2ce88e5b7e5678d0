import fc from 'fast-check';
import { SMTPStream } from 'smtp-server/lib/smtp-stream.js';
import { describe, expect, it } from 'vitest';
import { GateStream } from '../../../server/smtp/engine/gate-stream.ts';

interface Heard {
  readonly commands: readonly string[];
  readonly messages: readonly string[];
}

/** Feeds our parser; `DATA` starts a message. */
function hear(pieces: readonly string[], kind: 'smtp' | 'msa' = 'smtp'): Promise<Heard> {
  const stream = new GateStream(kind);
  const commands: string[] = [];
  const messages: string[] = [];
  stream.oncommand = (line, callback) => {
    commands.push(line.toString('latin1'));
    let content = '';
    if (commands.at(-1) === 'DATA') {
      stream.startMessage({
        take: (piece) => {
          content += piece.toString('latin1');
          return undefined;
        },
        finish: () => {
          messages.push(content);
          return Promise.resolve();
        },
      });
    }
    callback?.();
  };
  return feed(stream, pieces, { commands, messages });
}

/** Feeds the library's parser the same way. */
function hearStock(pieces: readonly string[]): Promise<Heard> {
  const stream = new SMTPStream();
  const commands: string[] = [];
  const messages: string[] = [];
  stream.oncommand = (line, callback) => {
    commands.push(line.toString('latin1'));
    if (commands.at(-1) === 'DATA') {
      let content = '';
      const message = stream.startDataMode();
      message.on('data', (piece: Buffer) => (content += piece.toString('latin1')));
      message.on('end', () => {
        messages.push(content);
        stream.continue();
      });
    }
    callback?.();
  };
  return feed(stream, pieces, { commands, messages });
}

function feed(stream: SMTPStream, pieces: readonly string[], heard: Heard): Promise<Heard> {
  return new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', () => {
      resolve(heard);
    });
    for (const piece of pieces) if (piece !== '') stream.write(Buffer.from(piece, 'latin1'));
    stream.end();
  });
}

describe('GateStream', () => {
  it.each([
    ['ends a command at CRLF only on smtp', 'smtp', 'NOOP\nRSET\r\nQUIT\r\n', ['NOOP\nRSET', 'QUIT']],
    ['ends a command at a lone LF too on msa', 'msa', 'NOOP\nRSET\r\nQUIT\r\n', ['NOOP', 'RSET', 'QUIT']],
    ['leaves a lone CR in the command', 'smtp', 'NOOP\rRSET\r\n', ['NOOP\rRSET']],
    ['leaves a doubled CR in the command', 'msa', 'NOOP\r\r\n', ['NOOP\r']],
    ['forgets a command without line end', 'smtp', 'NOOP\r\nQUIT', ['NOOP']],
    ['keeps an empty line', 'smtp', '\r\n', ['']],
  ] as const)('%s', async (_, kind, input, commands) => {
    expect((await hear([input], kind)).commands).toEqual(commands);
    expect((await hear(input.split(''), kind)).commands).toEqual(commands);
  });

  it('hands over as much of a long line as shows that it is too long', async () => {
    const { commands } = await hear([`${'x'.repeat(20_000)}\r\nNOOP\r\n`]);
    expect(commands.map((command) => command.length)).toEqual([12_288, 4]);
  });

  it('gives up on a line that does not end', async () => {
    await expect(hear(Array<string>(10).fill('x'.repeat(10_000)))).rejects.toThrow('does not end');
  });

  it('tells whether a further command has arrived', async () => {
    const stream = new GateStream('smtp');
    const waiting: boolean[] = [];
    stream.oncommand = (_, callback) => {
      waiting.push(stream.lineIsWaiting);
      callback?.();
    };
    await feed(stream, ['MAIL\r\nRCPT\r\nDA', 'TA\r\n'], { commands: [], messages: [] });
    expect(waiting).toEqual([true, false, false]);
  });

  it('reads well-formed input as the parser of the library does, in any pieces', async () => {
    const token = fc.constantFrom('\r\n', '..', '\r\n..', 'a', 'bb\r\n', 'x.y', '.'.repeat(3));
    await fc.assert(
      fc.asyncProperty(
        fc.array(token, { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 60 }),
        async (tokens, sizes) => {
          const body = stuff(tokens.join(''));
          const pieces = cut(`EHLO x\r\nDATA\r\n${body}\r\n.\r\nNOOP\r\n`, sizes);
          expect(await hear(pieces)).toEqual(await hearStock(pieces));
        },
      ),
      { numRuns: 400 },
    );
  });
});

/** As a conforming client sends it: every line that starts with a dot starts with two. */
function stuff(body: string): string {
  return body.replace(/(^|\r\n)\./g, '$1..');
}

function cut(input: string, sizes: readonly number[]): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const size of sizes) {
    pieces.push(input.slice(at, at + size));
    at += size;
  }
  return [...pieces, input.slice(at)];
}
