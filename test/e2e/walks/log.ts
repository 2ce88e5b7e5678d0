import { expect } from 'vitest';
import { eventually } from '../../helpers/eventually.ts';
import { savedBy, type Office } from './office.ts';
import { secretsOf, send } from './traffic.ts';

const SOUGHT = 'invoices@local.test';
const OTHER = 'payroll@local.test';
const FORMATS = [
  ['csv', 'Table (.csv), for a spreadsheet'],
  ['json', 'Data (.json), for a program'],
  ['txt', 'Transcripts (.txt), for a reader'],
] as const;

/** What the log is to remember: an account is refused two times with one address and once with another. */
export async function leaveTraces(office: Office): Promise<void> {
  for (const sender of [SOUGHT, SOUGHT, OTHER])
    expect(await send(office, { account: 'u1', sender })).toMatch(/^550 /);
}

/** Of a server that was started anew, the log still knows an address, within a time; and gives it out as a file. */
export async function searchTheHistoryAndExport(office: Office): Promise<void> {
  const { page, keys, call } = office;
  const { sessions } = await call('log.search', { text: `from:${SOUGHT}`, limit: 100 });
  const ids = sessions.map(({ id }) => id);
  expect(ids).toHaveLength(2);
  await keys.openPage('Live log');
  await keys.press('ControlOrMeta+f');
  await keys.type(`from:${SOUGHT}`);
  await keys.choose(page.getByRole('combobox', { name: 'Time' }), 'Last 7 days');
  const chips = page.getByRole('list', { name: 'Active filters' }).getByRole('listitem');
  await eventually(() => chips.allInnerTexts()).toEqual(['Last 7 days', `Sender: ${SOUGHT}`, 'Clear filter']);
  const rows = page.getByRole('grid', { name: 'Sessions' }).getByRole('row');
  await eventually(() => rows.count()).toBe(ids.length + 1);
  await rows.nth(1).getByText(SOUGHT).waitFor();
  for (const [ending, format] of FORMATS) {
    await keys.use(page.getByRole('button', { name: 'Export…' }));
    const dialog = page.getByRole('dialog', { name: 'Export sessions' });
    await keys.choose(dialog.getByRole('combobox', { name: 'Format' }), format);
    const file = await savedBy(page, () =>
      keys.use(dialog.getByRole('button', { name: 'Export', exact: true })),
    );
    expect(file.name).toMatch(new RegExp(`^gatepost-log-.*\\.${ending}$`));
    for (const id of ids) expect(file.text).toContain(id);
    expect(file.text).not.toContain(OTHER);
    for (const secret of secretsOf('u1')) expect(file.text).not.toContain(secret);
    await keys.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
}
