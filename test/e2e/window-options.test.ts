import { describe, expect, test } from 'vitest';
import { describeOption, OPTIONS, type OptionPath } from '../../server/contract/options.ts';
import { eventually } from '../helpers/eventually.ts';
import { takeShot, type OpenedWindow } from '../helpers/opened-window.ts';
import { useWindowBench } from './window-bench.ts';

const LOCAL_SENDER = OPTIONS.localSenderMustAuth.label;
const LOCAL_IP = OPTIONS.localIpMustAuth.label;
const ROLE_ADDRESS = OPTIONS.roleAddressMustAuth.label;
const SMTP_PORT = OPTIONS.noAuthOnSmtpPort.label;

/** The classic page, in its order: the words that the accessible names have to be. */
const SWITCHES: readonly OptionPath[] = [
  'localSenderMustAuth',
  'localIpMustAuth',
  'returnPathMustMatch',
  'fromHeaderMustMatch',
  'roleAddressMustAuth',
  'popBeforeSmtp.exemptAuthenticated',
  'noAuthOnSmtpPort',
  'displayNameMayNotShowAnotherAddress',
];
const CHECK_BOXES: readonly OptionPath[] = [
  'localSenderMustAuth.unlessToLocalAccount',
  'localSenderMustAuth.unlessDomainSharing',
  'localSenderMustAuth.unlessTrustedIp',
  'localSenderMustAuth.unlessDmarcAligned',
  'noAuthOnSmtpPort.screenAuthProbes',
];

const bench = useWindowBench();
let window: OpenedWindow;

const optionsOf = ({ server }: OpenedWindow) => server.world.settings.options;
const label = (path: OptionPath) => describeOption(path).label;

describe('the SMTP Authentication page', () => {
  test('has every option of the classic page, in its words and its order', async () => {
    window = await bench.open('normal', '/smtp-authentication');
    const switches = window.page.getByRole('switch');
    await switches.first().waitFor();
    const names = await switches.evaluateAll((elements) =>
      elements.map(
        (element) => document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent,
      ),
    );
    expect(names).toEqual(SWITCHES.map(label));
    for (const path of SWITCHES)
      expect(await window.page.getByRole('switch', { name: label(path), exact: true }).count()).toBe(1);
    for (const path of CHECK_BOXES)
      expect(await window.page.getByRole('checkbox', { name: label(path), exact: true }).count()).toBe(1);
  });

  test('shows the defaults of the page, and nothing as changed', async () => {
    window = await bench.open('normal', '/smtp-authentication');
    const { page } = window;
    expect(await page.getByRole('switch', { name: LOCAL_SENDER }).isChecked()).toBe(true);
    expect(await page.getByRole('switch', { name: SMTP_PORT }).isChecked()).toBe(false);
    expect(
      await page
        .getByRole('checkbox', { name: label('localSenderMustAuth.unlessDomainSharing') })
        .isChecked(),
    ).toBe(true);
    expect(await page.getByText('Changed', { exact: true }).count()).toBe(0);
  });

  test('asks before a protection goes off, with the safe button in focus, and Escape keeps it on', async () => {
    window = await bench.open('normal', '/smtp-authentication');
    const { page } = window;
    window.server.happen({ kind: 'forged' });
    const option = page.getByRole('switch', { name: LOCAL_SENDER });
    await option.click();
    const dialog = page.getByRole('alertdialog', { name: 'Turn this protection off?' });
    await dialog.getByText('it refused 1 session').waitFor();
    expect(
      await dialog.getByRole('button', { name: 'Keep it on' }).evaluate((b) => b === document.activeElement),
    ).toBe(true);
    await takeShot(page, 'danger-dialog');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await option.isChecked()).toBe(true);
    expect(optionsOf(window).localSenderMustAuth.mode).toBe('enforce');
  });

  test('turns a rule off at once, keeps its exceptions readable, and Undo brings it back', async () => {
    window = await bench.open('normal', '/smtp-authentication');
    const { page } = window;
    await page.getByRole('switch', { name: LOCAL_SENDER }).click();
    await page.getByRole('button', { name: 'Turn off' }).click();
    const exception = page.getByRole('checkbox', { name: label('localSenderMustAuth.unlessDomainSharing') });
    await eventually(() => exception.isDisabled()).toBe(true);
    expect(await exception.isChecked()).toBe(true);
    expect(await page.getByText('Takes effect only while the option above is on.').count()).toBeGreaterThan(
      0,
    );
    expect(optionsOf(window).localSenderMustAuth.mode).toBe('off');
    await takeShot(page, 'option-changed');

    await page.getByRole('contentinfo').getByRole('button', { name: 'Undo' }).click();
    await eventually(() => optionsOf(window).localSenderMustAuth.mode).toBe('enforce');
    await eventually(() => exception.isEnabled()).toBe(true);
  });

  test('report only is a check box in the same row and turns enforce into report', async () => {
    window = await bench.open('normal', '/smtp-authentication');
    const row = window.page.getByRole('group', { name: LOCAL_IP, exact: true });
    await row.getByRole('checkbox', { name: 'Report only' }).check();
    await eventually(() => optionsOf(window).localIpMustAuth.mode).toBe('report');
    await row.getByText('Default: on').waitFor();
    await row.getByRole('button', { name: `Reset “${LOCAL_IP}”` }).click();
    await eventually(() => optionsOf(window).localIpMustAuth.mode).toBe('enforce');
  });

  test('a change that the server refuses goes back, with the reason beside the option', async () => {
    window = await bench.open('normal', '/smtp-authentication');
    const { page, server } = window;
    server.world.refuseNext = 'Nothing has been changed: the disk is full.';
    const option = page.getByRole('checkbox', { name: label('localSenderMustAuth.unlessToLocalAccount') });
    await option.click();
    await page.getByRole('alert').getByText('the disk is full').waitFor();
    expect(await option.isChecked()).toBe(false);
  });

  test('…add their IP to the Dynamic Screen works only while its parent is on', async () => {
    window = await bench.open('normal', '/smtp-authentication');
    const { page } = window;
    const child = page.getByRole('checkbox', { name: label('noAuthOnSmtpPort.screenAuthProbes') });
    expect(await child.isDisabled()).toBe(true);
    await page.getByRole('switch', { name: SMTP_PORT }).click();
    await page.getByRole('button', { name: 'Turn on', exact: true }).click();
    await eventually(() => child.isEnabled()).toBe(true);
    await child.check();
    await eventually(() => optionsOf(window).noAuthOnSmtpPort).toEqual({
      mode: 'enforce',
      screenAuthProbes: true,
    });
  });

  test('the mirrored option on Aliases is the same one, seen in both places without a reload', async () => {
    window = await bench.open('normal', '/aliases?tab=settings');
    const { page } = window;
    await page.getByRole('switch', { name: ROLE_ADDRESS }).click();
    await page.getByRole('button', { name: 'Turn off' }).click();
    await page.getByRole('link', { name: 'SMTP Authentication' }).first().click();
    const here = page.getByRole('switch', { name: ROLE_ADDRESS });
    await eventually(() => here.isChecked()).toBe(false);
    await here.click();
    await eventually(() => optionsOf(window).roleAddressMustAuth.mode).toBe('enforce');
    await page.getByRole('link', { name: 'Aliases › Settings' }).click();
    await eventually(() => page.getByRole('switch', { name: ROLE_ADDRESS }).isChecked()).toBe(true);
  });

  test('Changed only shows what differs, Reset page brings the defaults back and can be undone', async () => {
    window = await bench.open('normal', '/smtp-authentication');
    const { page } = window;
    await page.getByRole('checkbox', { name: 'Changed only' }).check();
    await page.getByText('Every option has its default').waitFor();
    await page.getByRole('checkbox', { name: 'Changed only' }).uncheck();
    await page.getByRole('checkbox', { name: label('localSenderMustAuth.unlessTrustedIp') }).check();
    await page.getByRole('checkbox', { name: 'Changed only' }).check();
    expect(await page.getByRole('switch').count()).toBe(1);
    await page.getByRole('button', { name: 'Reset page…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Reset', exact: true }).click();
    await eventually(() => optionsOf(window).localSenderMustAuth.unlessTrustedIp).toBe(false);
    await page.getByRole('contentinfo').getByRole('button', { name: 'Undo' }).click();
    await eventually(() => optionsOf(window).localSenderMustAuth.unlessTrustedIp).toBe(true);
  });

  test('a link to an option leads to it and puts the focus on it', async () => {
    window = await bench.open('normal', '/smtp-authentication?option=roleAddressMustAuth');
    const option = window.page.getByRole('switch', { name: ROLE_ADDRESS });
    await eventually(() => option.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe('options on other pages', () => {
  test('the gateway exemption is on Global Gateway Settings and asks before it goes on', async () => {
    window = await bench.open('normal', '/gateways?tab=global');
    const { page } = window;
    const option = page.getByRole('switch', { name: OPTIONS.gatewaysExemptFromMatch.label, exact: true });
    await option.click();
    await eventually(() => optionsOf(window).gatewaysExemptFromMatch).toBe(false);
    await option.click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Turn on' }).click();
    await eventually(() => optionsOf(window).gatewaysExemptFromMatch).toBe(true);
  });

  test('each gateway has its own switch', async () => {
    window = await bench.open('normal', '/gateways');
    const { page, server } = window;
    await page
      .getByRole('row', { name: /branch\.example/ })
      .getByRole('switch')
      .click();
    await page.getByRole('button', { name: 'Turn off' }).click();
    await eventually(() => server.world.gateways.map(({ sendersMustAuth }) => sendersMustAuth)).toEqual([
      false,
      'report',
    ]);
  });

  test('POP Before SMTP has its minutes and exceptions on the Server page', async () => {
    window = await bench.open('normal', '/server');
    const { page } = window;
    await page.getByRole('switch', { name: OPTIONS.popBeforeSmtp.label, exact: true }).click();
    await eventually(() => optionsOf(window).popBeforeSmtp.mode).toBe('enforce');
    await page.getByRole('button', { name: 'Change how long a mailbox login counts' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Minutes').fill('0');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('is not a number from 1 to 10080').waitFor();
    await dialog.getByLabel('Minutes').fill('45');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await eventually(() => optionsOf(window).popBeforeSmtp.minutes).toBe(45);
  });
});
