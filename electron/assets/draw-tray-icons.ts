import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/**
 * Draws the tray's icons: a shield with a tick, an exclamation mark or a bar, in 16 and 32 pixels. Run by
 * `node electron/assets/draw-tray-icons.ts`; what it writes is kept in the repository, and a test compares the two.
 */
const SIZES = [16, 32] as const;
/** Points of each pixel that are asked, in each direction. */
const SAMPLES = 8;

type Color = readonly [red: number, green: number, blue: number];
type State = 'running' | 'attention' | 'stopped';

/** Clear on a dark and on a light task bar; the third is a macOS template: the system colours it. */
const LOOKS: Readonly<Record<'light' | 'dark' | 'template', Readonly<Record<State, Color>>>> = {
  light: { running: [0x1a, 0x7f, 0x37], attention: [0xb3, 0x5c, 0x00], stopped: [0xc6, 0x28, 0x28] },
  dark: { running: [0x5b, 0xd0, 0x7a], attention: [0xff, 0xb8, 0x4d], stopped: [0xff, 0x7b, 0x72] },
  template: { running: [0, 0, 0], attention: [0, 0, 0], stopped: [0, 0, 0] },
};

/** In a square from 0 to 1: a shield, broad above, pointed below. */
function isInShield(x: number, y: number): boolean {
  const [left, right, top] = [0.1, 0.9, 0.06];
  if (x < left || x > right || y < top) return false;
  const half = 0.4;
  if (y <= 0.5) return true;
  const narrowing = (y - 0.5) / 0.46;
  return narrowing <= 1 && Math.abs(x - 0.5) <= half * Math.sqrt(1 - narrowing * narrowing);
}

/** What is cut out of the shield, so that the state shows without colour too. */
const MARKS: Readonly<Record<State, (x: number, y: number) => boolean>> = {
  running: (x, y) =>
    distance(x, y, [0.28, 0.5], [0.44, 0.66]) < 0.065 || distance(x, y, [0.44, 0.66], [0.73, 0.3]) < 0.065,
  attention: (x, y) =>
    distance(x, y, [0.5, 0.24], [0.5, 0.5]) < 0.075 || distance(x, y, [0.5, 0.7], [0.5, 0.7]) < 0.085,
  stopped: (x, y) => distance(x, y, [0.3, 0.46], [0.7, 0.46]) < 0.085,
};

type Point = readonly [x: number, y: number];

function distance(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** File names and their content. */
export function drawTrayIcons(): ReadonlyMap<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const [look, colors] of Object.entries(LOOKS))
    for (const state of ['running', 'attention', 'stopped'] as const)
      for (const size of SIZES)
        files.set(`tray-${state}-${look}-${size}.png`, png(size, pixels(size, state, colors[state])));
  return files;
}

/** RGBA, with a filter byte before each row (PNG specification §7.2). */
function pixels(size: number, state: State, [red, green, blue]: Color): Buffer {
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const alpha = Math.round(255 * coverage(size, column, row, state));
      rows.set([red, green, blue, alpha], row * (size * 4 + 1) + 1 + column * 4);
    }
  }
  return rows;
}

function coverage(size: number, column: number, row: number, state: State): number {
  let covered = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const x = (column + ((sample % SAMPLES) + 0.5) / SAMPLES) / size;
    const y = (row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) / size;
    if (isInShield(x, y) && !MARKS[state](x, y)) covered++;
  }
  return covered / (SAMPLES * SAMPLES);
}

function png(size: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits a channel, RGBA.
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

if (import.meta.main) {
  const folder = path.join(import.meta.dirname, 'tray');
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of drawTrayIcons()) writeFileSync(path.join(folder, name), content);
}
