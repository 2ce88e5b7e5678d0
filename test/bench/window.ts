import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { dayFile, dayOf, startOfDay } from '../../server/log/history/day.ts';
import { DayWriter } from '../../server/log/history/day-writer.ts';
import { Tally } from '../../server/log/history/tally.ts';
import { buildWindow } from '../helpers/built-window.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { FIRST_BUNDLE_LIMIT, measureFirstBundle } from '../helpers/first-bundle.ts';
import { fillDay, realisticSession } from './history-fixture.ts';
import type { FromSource, ToSource } from './session-source.ts';

/**
 * `npm run bench -- window`: the log page while 5,000 and 20,000 sessions a second are written to the log, over 100,000
 * and 1,000,000 stored ones; the same page idle, and another page at the same rate, in the same run. The log, its stored
 * days and the console are the real ones, in a process of their own; see session-source.ts.
 */
const STORED = [100_000, 1_000_000];
const RATES = [0, 5000, 20_000];
const RUN_MS = 10_000;
const SETTLE_MS = 2000;
const CLICK_EVERY_MS = 400;

const GOAL = {
  frameMs: 33.4,
  /** Of one core. */
  mainThread: 0.25,
  mainThreadElsewhere: 0.01,
  clickMs: 100,
  heapMegabytes: 40,
  heapGrowthMegabytes: 4,
} as const;

interface Measurement {
  readonly perSecond: number;
  readonly frames: number;
  readonly frameP99: number;
  readonly longestTask: number;
  readonly mainThread: number;
  readonly clickMedian: number;
  readonly clickMax: number;
  /** Megabytes after a garbage collection, before and after. */
  readonly heap: readonly [number, number];
}

export async function benchWindow(): Promise<boolean> {
  const built = await buildWindow();
  const browser = await launchChromium();
  let isGood = true;
  try {
    for (const stored of STORED) {
      const folder = storedDay(stored);
      const source = fork(path.join(import.meta.dirname, 'session-source.ts'), [folder, built.folder]);
      try {
        const { url } = await answerOf(source, 'ready');
        const page = await browser.newPage({ viewport: { width: 1180, height: 800 } });
        const devtools = await page.context().newCDPSession(page);
        await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
        await page.goto(url);
        await page.getByRole('heading', { level: 1 }).waitFor();
        if (stored === STORED[0]) isGood = await measureBundle(page, built.folder);
        isGood = (await measureLogPage(page, devtools, source, stored)) && isGood;
        isGood = (await measureOtherPage(page, devtools, source)) && isGood;
        await page.close();
      } finally {
        say(source, { kind: 'end' });
        await once(source, 'exit');
        rmSync(folder, { recursive: true, force: true });
      }
    }
  } finally {
    await browser.close();
    await built.remove();
  }
  const load = os.loadavg().map((value) => value.toFixed(1));
  console.log(`load average ${load.join(' ')}, ${String(os.cpus().length)} cores`);
  return isGood;
}

async function measureLogPage(
  page: Page,
  devtools: CDPSession,
  source: ChildProcess,
  stored: number,
): Promise<boolean> {
  console.log(`\nLog page over ${stored.toLocaleString('en')} stored sessions`);
  console.log('wished/s  written/s  frames  p99 ms  longest task  main thread  click median/max  heap MB');
  await openPage(page, '/log');
  await page.getByRole('row').nth(5).waitFor();
  let isGood = true;
  for (const perSecond of RATES) {
    const run = await measure(page, devtools, source, perSecond, true);
    const good =
      run.frameP99 <= GOAL.frameMs &&
      run.mainThread <= GOAL.mainThread &&
      run.clickMax <= GOAL.clickMs &&
      run.heap[1] <= GOAL.heapMegabytes &&
      run.heap[1] - run.heap[0] <= GOAL.heapGrowthMegabytes;
    isGood &&= good;
    print(perSecond, run, good);
  }
  return isGood;
}

/** What the session log costs a window that shows something else: the difference to the same page at rest. */
async function measureOtherPage(page: Page, devtools: CDPSession, source: ChildProcess): Promise<boolean> {
  console.log('Another page');
  await openPage(page, '/networks');
  const idle = await measure(page, devtools, source, 0, false);
  const busy = await measure(page, devtools, source, 20_000, false);
  const cost = busy.mainThread - idle.mainThread;
  const good = cost <= GOAL.mainThreadElsewhere;
  print(0, idle, true);
  print(20_000, busy, good);
  return good;
}

async function openPage(page: Page, route: string): Promise<void> {
  await page.goto(`${new URL('/', page.url()).href}#${route}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function measure(
  page: Page,
  devtools: CDPSession,
  source: ChildProcess,
  perSecond: number,
  isLog: boolean,
): Promise<Measurement> {
  say(source, { kind: 'rate', perSecond });
  await page.waitForTimeout(SETTLE_MS);
  const heapBefore = await heapOf(devtools);
  const writtenBefore = await writtenBy(source);
  const cpuBefore = await threadTimeOf(devtools);
  const startedAt = performance.now();
  const { frames, tasks, clicks } = await watchPage(page, isLog);
  const seconds = (performance.now() - startedAt) / 1000;
  const mainThread = ((await threadTimeOf(devtools)) - cpuBefore) / seconds;
  const written = ((await writtenBy(source)) - writtenBefore) / seconds;
  say(source, { kind: 'rate', perSecond: 0 });
  return {
    perSecond: written,
    frames: frames.length,
    frameP99: quantile(frames, 0.99),
    longestTask: Math.max(0, ...tasks),
    mainThread,
    clickMedian: quantile(clicks, 0.5),
    clickMax: Math.max(0, ...clicks),
    heap: [heapBefore, await heapOf(devtools)],
  };
}

/** For ten seconds: the time between frames, tasks over 50 ms, and from a press of Pause to the next paint. */
function watchPage(
  page: Page,
  isLog: boolean,
): Promise<{
  readonly frames: readonly number[];
  readonly tasks: readonly number[];
  readonly clicks: readonly number[];
}> {
  return page.evaluate(
    async ({ runMs, clickEveryMs, pauseName }) => {
      const frames: number[] = [];
      const tasks: number[] = [];
      const clicks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      });
      observer.observe({ type: 'longtask' });
      const endsAt = performance.now() + runMs;
      const nextPaint = () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              resolve();
            };
            port2.postMessage(null);
          });
        });
      const follow = async () => {
        let last = await new Promise<number>(requestAnimationFrame);
        while (last < endsAt) {
          const now = await new Promise<number>(requestAnimationFrame);
          frames.push(now - last);
          last = now;
        }
      };
      const click = async () => {
        const button = [...document.querySelectorAll('button')].find(
          ({ textContent, ariaLabel }) =>
            pauseName !== null && `${textContent}${ariaLabel ?? ''}`.includes(pauseName),
        );
        while (button && performance.now() < endsAt) {
          await new Promise((resolve) => setTimeout(resolve, clickEveryMs));
          const at = performance.now();
          button.click();
          await nextPaint();
          clicks.push(performance.now() - at);
          // Mostly following, which is what costs; twice is once there and back.
          button.click();
        }
      };
      await Promise.all([follow(), click()]);
      observer.disconnect();
      return { frames, tasks, clicks };
    },
    { runMs: RUN_MS, clickEveryMs: CLICK_EVERY_MS, pauseName: isLog ? 'Pause' : null },
  );
}

async function heapOf(devtools: CDPSession): Promise<number> {
  await devtools.send('HeapProfiler.collectGarbage');
  return (await metricOf(devtools, 'JSHeapUsedSize')) / 1e6;
}

/** Seconds of one core. */
function threadTimeOf(devtools: CDPSession): Promise<number> {
  return metricOf(devtools, 'ThreadTime');
}

async function metricOf(devtools: CDPSession, name: string): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const found = metrics.find((metric) => metric.name === name);
  if (!found) throw new Error(`The browser does not tell ${name}.`);
  return found.value;
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) * part)] ?? 0;
}

function say(source: ChildProcess, message: ToSource): void {
  source.send(message);
}

async function writtenBy(source: ChildProcess): Promise<number> {
  const answer = answerOf(source, 'written');
  say(source, { kind: 'count' });
  return (await answer).sessions;
}

async function answerOf<K extends FromSource['kind']>(
  source: ChildProcess,
  kind: K,
): Promise<Extract<FromSource, { kind: K }>> {
  for (;;) {
    const [message] = (await once(source, 'message')) as [FromSource]; // what session-source.ts sends
    if (message.kind === kind) return message as Extract<FromSource, { kind: K }>;
  }
}

/** Yesterday's file with so many sessions. */
function storedDay(sessions: number): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gatepost-window-bench-'));
  const log = path.join(folder, 'log');
  mkdirSync(log);
  const noon = startOfDay(dayOf(Date.now())) - 12 * 60 * 60 * 1000;
  const day = dayOf(noon);
  const writer = new DayWriter(dayFile(log, day));
  writer.write({
    day,
    sessions: Array.from({ length: 500 }, (_, index) => realisticSession(index, noon + index)),
    repeats: [],
    tally: new Tally().take(() => true),
    reported: [],
  });
  writer.close();
  fillDay(dayFile(log, day), startOfDay(day), sessions);
  return folder;
}

async function measureBundle(page: Page, folder: string): Promise<boolean> {
  const { kilobytes, gzipKilobytes } = await measureFirstBundle(page, folder);
  const limit = FIRST_BUNDLE_LIMIT;
  const good = kilobytes <= limit.kilobytes && gzipKilobytes <= limit.gzipKilobytes;
  console.log(
    `loaded until the first page shows: ${kilobytes.toFixed(0)} kB, ${gzipKilobytes.toFixed(0)} kB gzipped (goal ${String(limit.kilobytes)}, ${String(limit.gzipKilobytes)}) ${mark(good)}`,
  );
  return good;
}

function mark(good: boolean): string {
  return good ? 'ok' : 'MISSED';
}

function print(wished: number, run: Measurement, good: boolean): void {
  const cells = [
    String(wished).padStart(8),
    run.perSecond.toFixed(0).padStart(11),
    String(run.frames).padStart(8),
    run.frameP99.toFixed(1).padStart(8),
    run.longestTask.toFixed(0).padStart(14),
    `${(run.mainThread * 100).toFixed(1)} %`.padStart(13),
    `${run.clickMedian.toFixed(0)} / ${run.clickMax.toFixed(0)}`.padStart(18),
    `${run.heap[0].toFixed(1)} -> ${run.heap[1].toFixed(1)}`.padStart(16),
  ];
  console.log(`${cells.join('')}  ${mark(good)}`);
}
