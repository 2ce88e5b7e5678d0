import { ADDRESS_CASES } from './cases/address-cases.ts';
import { HEADER_BLOCK_CASES } from './cases/header-block-cases.ts';
import { LIST_CASES } from './cases/list-cases.ts';
import { NAME_CASES } from './cases/name-cases.ts';
import type { FromCase } from './from-case.ts';

/** Raw messages, what they must be seen to say, and why. */
export const FROM_CASES: readonly FromCase[] = [
  ...HEADER_BLOCK_CASES,
  ...NAME_CASES,
  ...LIST_CASES,
  ...ADDRESS_CASES,
];
