import { chown, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startPostfix, type Postfix } from '../helpers/postfix.ts';
import type { Route } from './office.ts';

/** `nobody`: virtual(8) delivers as no user below 100. */
const USER_ID = 65_534;

/** The Postfix of the exchange: takes mail for its domain into one Maildir, and sends that of the offices to them. */
export interface PostfixSide {
  readonly domain: string;
  readonly port: number;
  readonly recipients: readonly string[];
  readonly utf8Recipient: string;
  /** Tries everything now; answers how many messages wait. */
  readonly flush: () => Promise<number>;
  readonly readAll: (found: (recipient: string, content: Buffer) => void) => Promise<void>;
  readonly log: Postfix['log'];
  readonly stop: () => Promise<void>;
}

export async function startPostfixSide(domain: string, offices: readonly Route[]): Promise<PostfixSide> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gatepost-maildir-'));
  const maildir = path.join(folder, 'all');
  await mkdir(maildir);
  await chown(folder, USER_ID, USER_ID);
  await chown(maildir, USER_ID, USER_ID);
  const transports = offices.map(
    (office) => `{ ${office.domain} = smtp:[127.0.0.1]:${String(office.port)} }`,
  );
  const postfix = await startPostfix({
    myhostname: `mail.${domain}`,
    virtual_mailbox_domains: domain,
    virtual_mailbox_maps: 'static:all/',
    virtual_mailbox_base: folder,
    virtual_uid_maps: `static:${String(USER_ID)}`,
    virtual_gid_maps: `static:${String(USER_ID)}`,
    virtual_mailbox_limit: '0',
    message_size_limit: '67108864',
    transport_maps: `inline:{ ${transports.join(' ')} }`,
    smtp_host_lookup: 'native',
    smtpd_peername_lookup: 'no',
    smtputf8_enable: 'yes',
    // A server that was away is tried again at once.
    minimal_backoff_time: '1s',
    maximal_backoff_time: '2s',
    queue_run_delay: '1s',
    smtp_destination_concurrency_failed_cohort_limit: '1000',
  });
  return {
    domain,
    port: postfix.port,
    recipients: Array.from({ length: 20 }, (_, index) => `p${String(index + 1)}@${domain}`),
    utf8Recipient: `jürgen@${domain}`,
    flush: async () => {
      await postfix.flush();
      return postfix.queued();
    },
    readAll: (found) => readMaildir(path.join(maildir, 'new'), found),
    log: postfix.log,
    stop: async () => {
      await postfix.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A Maildir ends lines with LF; `Delivered-To:` names the recipient (virtual(8)). */
async function readMaildir(
  folder: string,
  found: (recipient: string, content: Buffer) => void,
): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const text = (await readFile(path.join(folder, name))).toString('latin1').replaceAll('\n', '\r\n');
    const recipient = /^Delivered-To: (.*)\r$/m.exec(text)?.[1] ?? '';
    found(Buffer.from(recipient, 'latin1').toString(), Buffer.from(text, 'latin1'));
  }
}
