import { expect, test } from 'vitest';
import { readEventStream } from '../../../renderer/console/event-stream.ts';

async function read(...chunks: readonly string[]) {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
  const events = [];
  for await (const event of readEventStream(body)) events.push(event);
  return events;
}

test.each([
  ['one event', ['event: changed\ndata: {"a":1}\n\n'], [{ event: 'changed', data: '{"a":1}' }]],
  ['an event in pieces', ['event: cha', 'nged\ndata: 1', '\n', '\n'], [{ event: 'changed', data: '1' }]],
  [
    'two events in one piece',
    ['data: 1\n\ndata: 2\n\n'],
    [
      { event: 'message', data: '1' },
      { event: 'message', data: '2' },
    ],
  ],
  ['a comment is no event', [': still here\n\n'], []],
  ['several lines of data', ['data: 1\ndata: 2\n\n'], [{ event: 'message', data: '1\n2' }]],
  ['line ends of CR LF', ['event: x\r\ndata: 1\r\n\r\n'], [{ event: 'x', data: '1' }]],
  ['line ends of CR LF, torn apart', ['event: x\r\ndata: 1\r', '\n\r', '\n'], [{ event: 'x', data: '1' }]],
  ['an event without its end is not one yet', ['data: 1\n'], []],
] as const)('%s', async (_sentence, chunks, events) => {
  expect(await read(...chunks)).toEqual(events);
});
