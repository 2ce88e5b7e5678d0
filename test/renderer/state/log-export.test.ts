import { expect, test } from 'vitest';
import type { ExportFormat, LogExport, LogQuery } from '../../../server/contract/log-history.ts';
import { exportAll, exportName } from '../../../renderer/state/log-export.ts';

const place = (startedAt: number) => ({ startedAt, id: `s${String(startedAt)}` });

async function exported(
  format: ExportFormat,
  parts: readonly LogExport[],
  most = 100_000,
  stopAfter = Infinity,
) {
  const asked: LogQuery[] = [];
  const progress: number[] = [];
  const file = await exportAll({ result: 'blocked' }, format, most, {
    ask: (query) => {
      asked.push(query);
      return Promise.resolve(parts[asked.length - 1] ?? { text: '', sessions: 0, more: null });
    },
    onProgress: (sessions) => progress.push(sessions),
    isStopped: () => asked.length >= stopAfter,
  });
  return { text: file.parts.join(''), sessions: file.sessions, more: file.more, asked, progress };
}

const CSV = [
  { text: 'id\r\na\r\n', sessions: 1, more: place(9) },
  { text: 'id\r\nb\r\n', sessions: 1, more: null },
];

test('a table of several parts has one head, and each part goes on where the one before ended', async () => {
  const { text, asked, progress } = await exported('csv', CSV);
  expect(text).toBe('id\r\na\r\nb\r\n');
  expect(asked).toEqual([
    { result: 'blocked', limit: 1000 },
    { result: 'blocked', limit: 1000, before: place(9) },
  ]);
  expect(progress).toEqual([1, 2]);
});

test('data of several parts are one list', async () => {
  const parts = [
    { text: '[\n{"id":"a]"}\n]\n', sessions: 1, more: place(9) },
    { text: '[\n\n]\n', sessions: 0, more: place(8) },
    { text: '[\n{"id":"[b"}\n]\n', sessions: 1, more: null },
  ];
  const { text } = await exported('json', parts);
  expect(JSON.parse(text)).toEqual([{ id: 'a]' }, { id: '[b' }]);
});

test('it ends with the number that was asked for, and says that there is more', async () => {
  const { sessions, more } = await exported('csv', CSV, 1);
  expect([sessions, more]).toEqual([1, place(9)]);
});

test('whoever has enough keeps what is there', async () => {
  const { text, more } = await exported('csv', CSV, 100, 1);
  expect([text, more]).toEqual(['id\r\na\r\n', place(9)]);
});

test('the file is named after the moment', () => {
  expect(exportName('txt', new Date(2026, 0, 2, 3, 4))).toBe('gatepost-log-2026-01-02-0304.txt');
});
