import { readFile } from 'node:fs/promises';
import { pathInFirstArgument, type ApiError, type Problem } from '../contract/problem.ts';
import { problemsOf } from '../contract/problems-of.ts';
import { setupDocumentSchema } from '../contract/setup-document.ts';

const WRONG = 'These values are wrong:';

/** Why a setup file cannot be used, as it is printed. */
export class SetupFileError extends Error {
  constructor(path: string, reason: string, problems: readonly Problem[] = []) {
    const lines = problems.map((problem) => `\n  ${problem.path || 'the document'}: ${problem.reason}`);
    super(`The setup file ${path} cannot be applied; nothing has been changed. ${reason}${lines.join('')}`);
    this.name = 'SetupFileError';
  }
}

/** Reads and checks the document before anything is started. Rejects with SetupFileError. */
export async function readSetupFile(path: string): Promise<unknown> {
  const document = await readJson(path);
  const parsed = setupDocumentSchema.safeParse(document);
  if (!parsed.success) throw new SetupFileError(path, WRONG, problemsOf(parsed.error));
  return document;
}

/** What the server says of a document that contradicts itself or what is there, as a SetupFileError. */
export function asSetupFileError(path: string, error: ApiError): SetupFileError {
  const { message, problems } = error.withPaths(pathInFirstArgument).failure;
  return new SetupFileError(path, problems.length > 0 ? WRONG : message, problems);
}

async function readJson(path: string): Promise<unknown> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new SetupFileError(
      path,
      `It cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
  let text: string;
  try {
    // The byte order mark that Windows programs write is skipped (RFC 8259 §8.1).
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new SetupFileError(path, 'It is not text in UTF-8.');
  }
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message would quote the file, passwords and all.
    throw new SetupFileError(path, 'It is not valid JSON.');
  }
}
