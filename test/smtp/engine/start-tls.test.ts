import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { newTestCertificate, testCertificate } from '../../helpers/test-certificate.ts';
import { plainResponse } from '../../helpers/smtp-client.ts';
import { startEngine } from './engine-fixture.ts';
import tls from 'node:tls';

describe('STARTTLS', () => {
  it('forgets everything that was said in the clear', async () => {
    const { greet, handler } = await startEngine();
    const client = await greet();
    await client.dialogue(`AUTH PLAIN ${plainResponse('u1', 'x')}`, 'MAIL FROM:<a@b.test>');
    expect(await client.startTls()).toBe('220 2.0.0 Ready to start TLS');
    expect(await client.command('RCPT TO:<b@local.test>')).toBe('503 5.5.1 Send EHLO or HELO first [s1]');
    const ehlo = await client.command('EHLO client.test');
    expect(ehlo).toContain('AUTH PLAIN LOGIN');
    expect(ehlo).not.toContain('STARTTLS');
    expect(
      await client.dialogue('RCPT TO:<b@local.test>', `AUTH PLAIN ${plainResponse('u1', 'x')}`, 'STARTTLS'),
    ).toEqual([
      '503 5.5.1 Send MAIL first [s1]',
      '235 2.7.0 Welcome',
      '503 5.5.1 TLS is already active [s1]',
    ]);
    expect(handler().calls).toContain('secured TLSv1.3');
  });

  it('discards what was sent in the clear behind it', async () => {
    const { greet, handler } = await startEngine();
    const client = await greet();
    client.send('STARTTLS\r\nEHLO injected.test\r\nMAIL FROM:<injected@b.test>\r\n');
    await client.reply();
    await client.upgrade();
    expect(await client.dialogue('NOOP', 'MAIL FROM:<a@b.test>')).toEqual([
      '250 2.0.0 OK',
      '503 5.5.1 Send EHLO or HELO first [s1]',
    ]);
    expect(handler().mails).toEqual([]);
  });

  it('that fails ends the connection, and nothing else', async () => {
    const errors: Error[] = [];
    const engine = await startEngine({ onError: (error) => errors.push(error) });
    const client = await engine.greet();
    await client.command('STARTTLS');
    client.send('this is no handshake\r\n');
    await client.closed;
    await engine.handler().ended;
    expect(await (await engine.greet()).command('NOOP')).toBe('250 2.0.0 OK');
    expect(errors).not.toEqual([]);
  });

  it.each([
    ['behind STARTTLS', 'STARTTLS\r\n'],
    ['with more sent in the clear behind STARTTLS', 'STARTTLS\r\nNOOP\r\n'],
  ])('ends with a client that leaves %s', async (_where, sent) => {
    const { greet, handler } = await startEngine();
    const client = await greet();
    client.send(sent);
    await client.reply();
    client.end();
    await client.closed;
    await handler().ended;
  });

  it('answers what was sent before the client closed its side', async () => {
    const client = await (await startEngine()).greet();
    await client.startTls();
    client.send('EHLO client.test\r\nNOOP\r\n');
    client.end();
    expect((await client.replies(2)).map((reply) => reply.slice(0, 3))).toEqual(['250', '250']);
    await client.closed;
  });

  it('refuses TLS 1.1', async () => {
    const engine = await startEngine();
    const client = await engine.greet();
    await client.command('STARTTLS');
    const old = tls.connect({
      socket: client.socket,
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1.1',
      rejectUnauthorized: false,
    });
    await expect(
      new Promise((resolve, reject) => old.once('secureConnect', resolve).once('error', reject)),
    ).rejects.toThrow();
  });
});

describe('implicit TLS', () => {
  it('ends with a client that leaves in the middle of the handshake', async () => {
    const { listener, handlers } = await startEngine({ settings: { tls: 'implicit' } });
    const client = net.connect({ port: listener.port, host: '127.0.0.1' });
    const HANDSHAKE_BEGUN = Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]);
    client.end(HANDSHAKE_BEGUN).resume();
    await once(client, 'close');
    expect(handlers).toEqual([]);
  });

  it('greets under TLS, and does not offer STARTTLS', async () => {
    const { open, handler } = await startEngine({ settings: { kind: 'msa', tls: 'implicit' } });
    const client = await open();
    expect(await client.command('EHLO client.test')).not.toContain('STARTTLS');
    expect(await client.command('STARTTLS')).toBe('503 5.5.1 TLS is already active [s1]');
    expect(handler().calls.slice(0, 3)).toEqual(['reset', 'secured TLSv1.3', 'connected']);
  });

  it('drops a client from a network that has too many handshakes under way', async () => {
    const { listener, open } = await startEngine({
      settings: { tls: 'implicit' },
      limits: { handshakesPerNetwork: 1 },
    });
    const connect = (): net.Socket => net.connect({ port: listener.port, host: '127.0.0.1' }).resume();
    const silent = connect();
    await once(silent, 'connect');
    await once(connect(), 'close');
    silent.end();
    await once(silent, 'close');
    const client = await open();
    await client.command('QUIT');
    await client.closed;
    await open();
  });

  it('shows a new certificate as soon as it is given', async () => {
    const { listener, open } = await startEngine({ settings: { tls: 'implicit' } });
    const commonName = async () => {
      const { socket } = await open();
      return socket instanceof tls.TLSSocket ? socket.getPeerCertificate().subject.CN : null;
    };
    expect(await commonName()).toBe('localhost');
    listener.updateTls(await newTestCertificate('other.test'));
    expect(await commonName()).toBe('other.test');
    const { cert } = await testCertificate();
    const { key } = await newTestCertificate('third.test');
    expect(() => {
      listener.updateTls({ key, cert });
    }).toThrow();
    expect(await commonName()).toBe('other.test');
  });
});
