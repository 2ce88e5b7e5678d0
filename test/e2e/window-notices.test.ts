import { describe, expect, test } from 'vitest';
import type { Notice } from '../../server/contract/notices.ts';
import { NOTICE_REACH, type NoticeCode } from '../../server/contract/notice-codes.ts';
import { axeViolations } from '../helpers/axe-violations.ts';
import { takeShot } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

const bench = useWindowBench();

const CODES = Object.keys(NOTICE_REACH) as readonly NoticeCode[]; // its own keys
const notice = (code: NoticeCode, index: number, isOver = false): Notice => ({
  id: 100 + index,
  at: Date.now() - index * 60_000,
  code,
  text: `Something about ${code}${isOver ? ' is over' : ''}.`,
  subject: `${code}${isOver ? ' over' : ''}`,
  page: code === 'attack-began' ? '/log?result=blocked' : '/server',
  isOver,
});

describe.each(['light', 'dark'] as const)('in the %s scheme', (colorScheme) => {
  test('the card shows how notices arrive, changes it and sends a test', { timeout: 120_000 }, async () => {
    const { page, server } = await bench.open('normal', '/server', { colorScheme });
    await page.getByRole('button', { name: 'Send a test notice' }).press('Enter');
    await page.getByText('A mail went to postmaster@office.example.').waitFor();
    await takeShot(page, `notices-card-${colorScheme}`);
    expect(await axeViolations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Change the notices' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Notices' });
    await dialog.getByRole('checkbox', { name: /^Mail\b/ }).press('Space');
    await dialog.getByRole('textbox', { name: 'Mail goes to' }).fill('nobody');
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await dialog
      .getByText(/email|address/i)
      .last()
      .waitFor();
    await takeShot(page, `notices-dialog-${colorScheme}`);
    expect(await axeViolations(page)).toEqual([]);
    await dialog.getByRole('textbox', { name: 'Mail goes to' }).fill('anna@office.example');
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await dialog.waitFor({ state: 'hidden' });
    expect(server.world.settings.notices).toEqual({
      desktop: true,
      mail: false,
      mailTo: 'anna@office.example',
    });
  });

  test('the bell has every kind of notice, with the way to its page', { timeout: 120_000 }, async () => {
    const { page, server } = await bench.open('empty', '/log', { colorScheme });
    server.world.notices = [
      ...CODES.map((code, index) => notice(code, index)),
      notice('attack-began', 20, true),
    ];
    server.tell('notices');
    await page.getByRole('button', { name: `${String(CODES.length + 1)} notices` }).click();
    const panel = page.getByRole('dialog', { name: 'Notices' });
    await panel.getByText('Something about attack-began is over.').waitFor();
    await takeShot(page, `notices-panel-${colorScheme}`);
    expect(await axeViolations(page)).toEqual([]);
    expect(await panel.getByRole('link', { name: 'Live log' }).first().getAttribute('href')).toMatch(
      /\/log\?result=blocked$/,
    );
  });

  test('the bar below says that mail is paused, and resumes it', { timeout: 120_000 }, async () => {
    const { page, server } = await bench.open('normal', '/log', { colorScheme });
    server.world.paused = { since: Date.now(), until: null };
    server.tell('status');
    const status = page.getByRole('contentinfo', { name: 'Status' });
    await status.getByText('Paused until you resume').waitFor();
    await page.setViewportSize({ width: 900, height: 600 });
    await takeShot(page, `paused-${colorScheme}`);
    expect(await axeViolations(page)).toEqual([]);
    await status.getByRole('button', { name: 'Resume' }).press('Enter');
    await status.getByText('New mail is taken again').waitFor();
    expect(server.world.paused).toBeNull();
    expect(await status.getByText('Paused').count()).toBe(0);
  });
});
