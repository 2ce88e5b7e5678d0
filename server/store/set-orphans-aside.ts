import { existsSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where mail.db is gone or empty, no row knows the bodies in `mail/` any more, and a sweep would take acknowledged
 * mail for files of messages that never were. The folder is set aside whole before a new database is made. Answers
 * its new name, or null where there was nothing to save.
 */
export function setOrphansAside(dataFolder: string): string | null {
  const mail = join(dataFolder, 'mail');
  if (hasContent(join(dataFolder, 'mail.db')) || !hasBodies(mail)) return null;
  const name = freeName(dataFolder, 1);
  renameSync(mail, join(dataFolder, name));
  return name;
}

function hasContent(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function hasBodies(mail: string): boolean {
  return existsSync(mail) && readdirSync(mail, { recursive: true, encoding: 'utf8' }).some(isBody);
}

function isBody(name: string): boolean {
  return name.endsWith('.eml');
}

function freeName(dataFolder: string, number: number): string {
  const name = `mail.without-database-${number}`;
  return existsSync(join(dataFolder, name)) ? freeName(dataFolder, number + 1) : name;
}
