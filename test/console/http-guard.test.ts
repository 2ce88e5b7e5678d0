import { describe, expect, test } from 'vitest';
import { denySite, denyToken } from '../../server/console/http-guard.ts';

describe('a request to the console', () => {
  test.each([
    ['by address', { host: '127.0.0.1:8025' }, null],
    ['by name', { host: 'localhost:8025' }, null],
    ['by name in capitals', { host: 'LOCALHOST:8025' }, null],
    ['by IPv6 address', { host: '[::1]:8025' }, null],
    ['from its own page', { host: 'localhost:8025', origin: 'http://localhost:8025' }, null],
    ['without a host', {}, 421],
    ['by another name, rebound to loopback', { host: 'evil.example:8025' }, 421],
    ['by a name that only begins like ours', { host: 'localhost.evil.example:8025' }, 421],
    ['on another port', { host: 'localhost:80' }, 421],
    ['from the page of another site', { host: 'localhost:8025', origin: 'https://evil.example' }, 403],
    ['from a page without a site', { host: 'localhost:8025', origin: 'null' }, 403],
    [
      'from a page of this machine on another port',
      { host: 'localhost:8025', origin: 'http://localhost:80' },
      403,
    ],
  ])('%s is let in or not', (_how, headers, status) => {
    expect(denySite(headers, 8025)?.status ?? null).toBe(status);
  });

  test.each([
    ['the token', 'Bearer abc', null],
    ['the scheme in small letters', 'bearer abc', null],
    ['a part of the token', 'Bearer ab', 401],
    ['another scheme', 'Basic abc', 401],
    ['nothing', undefined, 401],
  ])('with %s is let in or not', (_what, authorization, status) => {
    const headers = authorization === undefined ? {} : { authorization };
    expect(denyToken(headers, 'abc')?.status ?? null).toBe(status);
  });
});
