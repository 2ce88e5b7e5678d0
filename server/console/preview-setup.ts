import type { SetupPreview } from '../contract/settings-calls.ts';
import type { WrittenSetupDocument } from '../contract/setup-document.ts';
import { fieldsOf } from './difference-fields.ts';
import { differencesBetween } from './state-differences.ts';

/** Every difference between two exports, one line each: `accounts[u1@local.test].enabled`. No secret is in it. */
export function previewSetup(
  before: WrittenSetupDocument,
  after: WrittenSetupDocument,
): SetupPreview['changes'] {
  return fieldsOf(differencesBetween(before, after));
}
