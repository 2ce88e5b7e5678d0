import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { createPolicyFetcher } from '../../../../server/delivery/smtp/mta-sts/fetch-policy.ts';
import { tableDns } from '../../../helpers/table-dns.ts';
import { newTestAuthority, type TestAuthority } from '../../../helpers/test-authority.ts';
import { trusting } from '../transport-fixture.ts';

let authority: TestAuthority;
let server: https.Server | null = null;
beforeAll(async () => {
  authority = await newTestAuthority();
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Site {
  readonly name?: string;
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  readonly isSilent?: boolean;
}

async function fetchFrom(site: Site): Promise<string> {
  const {
    name = 'mta-sts.x.test',
    status = 200,
    type = 'text/plain; charset=utf-8',
    body = 'version: STSv1',
  } = site;
  const httpServer = https.createServer(await authority.issue(name), (request, response) => {
    if (site.isSilent === true) return;
    response.writeHead(status, { 'content-type': type, location: '/elsewhere' });
    response.end(request.url === '/.well-known/mta-sts.txt' ? body : 'another page');
  });
  server = httpServer.listen(0, '127.0.0.1');
  await new Promise((resolve) => httpServer.once('listening', resolve));
  const { port } = httpServer.address() as AddressInfo; // a TCP listener has no other form
  const fetch = createPolicyFetcher({
    dns: tableDns({ 'mta-sts.x.test': { A: ['127.0.0.1'] } }),
    authorities: trusting(authority.certificate),
    port,
    timeoutMs: site.isSilent === true ? 300 : 10_000,
  });
  return fetch('x.test');
}

test('a policy is read from its well-known place', async () => {
  expect(await fetchFrom({})).toBe('version: STSv1');
});

test.each<[string, Site, RegExp]>([
  ['another name', { name: 'x.test' }, /altnames/i],
  ['a redirection', { status: 302 }, /status 302/],
  ['no such page', { status: 404 }, /status 404/],
  ['a web page', { type: 'text/html' }, /content type text\/html/],
  ['more than 64 KiB', { body: 'x'.repeat(70_000) }, /64 KiB/],
  ['nothing', { isSilent: true }, /abort/i],
])('a site with %s has none', async (_, site, reason) => {
  await expect(fetchFrom(site)).rejects.toThrow(reason);
});

test('a domain without such a site has none', async () => {
  const fetch = createPolicyFetcher({ dns: tableDns({}), authorities: trusting(authority.certificate) });
  await expect(fetch('x.test')).rejects.toThrow('mta-sts.x.test has no address');
});
