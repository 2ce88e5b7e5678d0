import type { FromHeader } from '../../contract/facts.ts';
import { readFromField } from './from-field.ts';
import { MAX_HEADER_BYTES, type HeaderDefect, type HeaderScan } from './header-scanner.ts';

/** The senders that a message names, or why they cannot be told: one sentence for the administrator. */
export function readFromHeader(scan: HeaderScan): FromHeader {
  if (scan.kind === 'defect') return { kind: 'unreadable', because: BECAUSE[scan.defect] };
  if (scan.fromField === null)
    return { kind: 'unreadable', because: `None of the ${scan.otherFields} header fields is From:.` };
  return readFromField(scan.fromField);
}

const BECAUSE: Readonly<Record<HeaderDefect, string>> = {
  'bare-cr': 'The header block has a carriage return without a line feed.',
  'bare-lf': 'The header block has a line feed without a carriage return.',
  nul: 'The header block has a NUL byte.',
  'from-behind-separator':
    'Another header field has a From: behind a control character that some mail programs take for a line end.',
  'no-header-field': 'The header block has a line that is no header field.',
  'from-without-colon': 'The name From is cut from its colon by a line end.',
  'repeated-from': 'The header block has more than one From: field.',
  'too-large': `The header block is larger than ${MAX_HEADER_BYTES / 1024} KiB.`,
};
