import { describe, expect, test } from 'vitest';
import { coversInternet } from '../../server/policy/covers-internet.ts';

const quarters = ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2'];

describe('ranges cover the whole internet', () => {
  test.each([
    ['as one range', ['0.0.0.0/0']],
    ['as two halves', ['0.0.0.0/1', '128.0.0.0/1']],
    ['as halves among others', ['192.0.2.0/24', '128.0.0.0/1', '10.0.0.0/8', '0.0.0.0/1']],
    ['as four quarters', quarters],
    ['as ranges of many sizes', ['0.0.0.0/1', '128.0.0.0/2', '192.0.0.0/3', '224.0.0.0/3']],
    ['as all of IPv6', ['::/0']],
    ['as all public IPv6 addresses', ['2000::/3']],
    ['as the two halves of those', ['2000::/4', '3000::/4']],
  ])('%s', (_how, ranges) => {
    expect(coversInternet(ranges)).toBe(true);
  });
});

describe('ranges do not cover the whole internet', () => {
  test.each([
    ['when there are none', []],
    ['when they are private', ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7']],
    ['when one half is missing', ['0.0.0.0/1']],
    ['when one address is missing', [...quarters.slice(0, 3), '192.0.0.0/3', '224.0.0.0/4']],
    ['when each half belongs to another family', ['0.0.0.0/1', '3000::/4']],
    ['when the same half is given twice', ['128.0.0.0/1', '128.0.0.0/1']],
    ['when what is given is no range', ['everything']],
  ])('%s', (_why, ranges) => {
    expect(coversInternet(ranges)).toBe(false);
  });
});
