// The contract of every HttpTransport. Run against Node's and Electron's network stack by node-http-transport.test.ts and electron-net-transport.test.ts.
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { type AxiomTokenError, toAxiomTokenError } from '../../main/core/base/errors';
import type { HttpRequest, HttpResponse, HttpTransport } from '../../main/core/ports/http-transport';
import { Secret } from '../../main/core/base/secret';
import { makeJwt } from '../support/make-jwt';
import {
  findClosedPort,
  openProbeServer,
  openRawServer,
  openUntrustedServer,
  type ProbeServer,
} from '../support/http/http-probe-server';

const opened: ProbeServer[] = [];

/** Keeps a server until the test ends. */
async function kept(opening: Promise<ProbeServer>): Promise<ProbeServer> {
  const server = await opening;
  opened.push(server);
  return server;
}

const request = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url,
  headers: { accept: 'application/json' },
  timeoutMs: 10_000,
  maxBodyBytes: 100_000,
  ...more,
});

async function failureOf(sending: Promise<HttpResponse>): Promise<AxiomTokenError> {
  return toAxiomTokenError(
    await sending.then(
      () => undefined,
      (error: unknown) => error,
    ),
  );
}

/** Declares the suite; `transport` is called inside the tests. */
export function describeHttpTransportContract(name: string, transport: () => HttpTransport): void {
  const send = (url: string, more?: Partial<HttpRequest>) => transport().send(request(url, more));

  describe(`HttpTransport contract: ${name}`, () => {
    afterEach(async () => {
      await Promise.all(opened.splice(0).map((server) => server.dispose()));
    });

    describe('what is sent', () => {
      it('is the method, headers, cookies and body as given', async () => {
        const server = await kept(openProbeServer((response) => response.end()));
        await send(`${server.origin}/call?x=1`, {
          headers: {
            accept: 'a/b',
            origin: 'https://axiom.trade',
            referer: 'https://axiom.trade/',
            'content-type': 'application/json',
          },
          cookies: { 'auth-refresh-token': new Secret('r.e.f'), 'auth-access-token': new Secret('a.c.c=') },
          body: new Secret('{"name":"gr\u00fc\u00df"}'),
        });
        const [seen] = server.requests;
        expect(seen).toMatchObject({ method: 'POST', url: '/call?x=1', body: '{"name":"gr\u00fc\u00df"}' });
        expect(seen?.headers).toMatchObject({
          accept: 'a/b',
          origin: 'https://axiom.trade',
          referer: 'https://axiom.trade/',
          'content-type': 'application/json',
          cookie: 'auth-refresh-token=r.e.f; auth-access-token=a.c.c=',
        });
      });

      it('says that a POST without a body is empty', async () => {
        const server = await kept(openProbeServer((response) => response.end()));
        await send(server.origin);
        expect(server.requests[0]?.headers).toMatchObject({ 'content-length': '0' });
      });

      it('has neither cookies nor body in a plain GET', async () => {
        const server = await kept(openProbeServer((response) => response.end()));
        await send(server.origin, { method: 'GET' });
        expect(server.requests[0]).toMatchObject({ method: 'GET', body: '' });
        expect(server.requests[0]?.headers).not.toHaveProperty('cookie');
      });

      it('never goes unencrypted to another machine', async () => {
        const error = await failureOf(send('http://axiom.trade/refresh-access-token'));
        expect(error.code).toBe('INVALID_INPUT');
      });

      it('never holds a cookie that would become two', async () => {
        const server = await kept(openProbeServer((response) => response.end()));
        const error = await failureOf(send(server.origin, { cookies: { a: new Secret('b; c=d') } }));
        expect(error.code).toBe('INVALID_TOKEN');
        expect(server.requests).toEqual([]);
      });
    });

    describe('what comes back', () => {
      it.each([200, 204, 400, 403, 404, 429, 500, 503])('is an answer with status %i', async (status) => {
        const server = await kept(openProbeServer((response) => response.writeHead(status).end()));
        await expect(send(server.origin)).resolves.toMatchObject({ status });
      });

      it('is a 401 even when the server names a way to sign in', async () => {
        const headers = { 'www-authenticate': 'Basic realm="x"' };
        const server = await kept(openProbeServer((response) => response.writeHead(401, headers).end('no')));
        const response = await send(server.origin);
        expect(response.status).toBe(401);
        expect(response.body.expose()).toBe('no');
      });

      it('has header names in lower case and each Set-Cookie line apart', async () => {
        const lines = ['a=1; Expires=Wed, 21 Oct 2037 07:28:00 GMT', 'b=2; HttpOnly; Max-Age=900'];
        const server = await kept(
          openProbeServer((response) => response.writeHead(200, { 'X-Odd-Name': 'v', 'Set-Cookie': lines }).end('{}')),
        );
        const response = await send(server.origin);
        expect(response.setCookies.map((line) => line.expose())).toEqual(lines);
        expect(response.headers).toMatchObject({ 'x-odd-name': 'v' });
        expect(response.headers).toHaveProperty('date');
        expect(response.headers).not.toHaveProperty('set-cookie');
        expect(response.durationMs).toBeGreaterThan(0);
        expect(Math.abs(response.receivedAtMs - Date.now())).toBeLessThan(5000);
      });

      it.each([
        ['gzip', gzipSync('text \u00e9')],
        ['br', brotliCompressSync('text \u00e9')],
        ['deflate', deflateSync('text \u00e9')],
        ['identity', Buffer.from('text \u00e9')],
      ])('is unpacked text when it came as %s', async (encoding, bytes) => {
        const headers = encoding === 'identity' ? {} : { 'content-encoding': encoding };
        const server = await kept(openProbeServer((response) => response.writeHead(200, headers).end(bytes)));
        const response = await send(server.origin);
        expect(response.body.expose()).toBe('text \u00e9');
        expect(response.bodyFailure).toBeUndefined();
      });

      it('is the redirect itself, and the other address is not asked', async () => {
        const other = await kept(openProbeServer((response) => response.end()));
        const headers = { location: `${other.origin}/` };
        const server = await kept(openProbeServer((response) => response.writeHead(302, headers).end()));
        const response = await send(server.origin, { cookies: { 'auth-access-token': makeJwt() } });
        expect(response.status).toBe(302);
        expect(other.requests).toEqual([]);
      });
    });

    describe('an answer whose body is not usable keeps its head', () => {
      const cookie = { 'set-cookie': 'auth-access-token=kept' };
      const expectHead = (response: HttpResponse, code: string) => {
        expect(response.bodyFailure?.code).toBe(code);
        expect(response.setCookies[0]?.expose()).toBe('auth-access-token=kept');
        expect(response.body.expose()).toBe('');
      };

      it('when it unpacks to more than the limit', async () => {
        const bomb = gzipSync(Buffer.alloc(200_000_000));
        const headers = { ...cookie, 'content-encoding': 'gzip' };
        const server = await kept(openProbeServer((response) => response.writeHead(200, headers).end(bomb)));
        expectHead(await send(server.origin), 'BAD_RESPONSE');
      });

      it('when it is larger than the limit', async () => {
        const server = await kept(
          openProbeServer((response) => response.writeHead(200, cookie).end('x'.repeat(100_001))),
        );
        expectHead(await send(server.origin), 'BAD_RESPONSE');
      });

      it('when it cannot be unpacked', async () => {
        const headers = { ...cookie, 'content-encoding': 'gzip' };
        const server = await kept(
          openProbeServer((response) => response.writeHead(200, headers).end('no gzip at all')),
        );
        expectHead(await send(server.origin), 'BAD_RESPONSE');
      });

      it('when the connection breaks in the middle of it', async () => {
        const head = 'HTTP/1.1 200 OK\r\nSet-Cookie: auth-access-token=kept\r\nContent-Length: 100\r\n\r\nabc';
        const server = await kept(openRawServer((socket) => socket.write(head, () => socket.destroy())));
        const response = await send(server.origin);
        expectHead(response, 'NETWORK');
        expect(response.bodyFailure?.unsent).toBe(false);
      });

      it('when it does not end in time', async () => {
        const head = 'HTTP/1.1 200 OK\r\nSet-Cookie: auth-access-token=kept\r\nContent-Length: 100\r\n\r\nabc';
        const server = await kept(openRawServer((socket) => socket.write(head)));
        expectHead(await send(server.origin, { timeoutMs: 500 }), 'TIMEOUT');
      });
    });

    describe('a failure before the head of an answer', () => {
      it('is NETWORK and surely unsent when nothing listens', async () => {
        const error = await failureOf(send(`http://127.0.0.1:${await findClosedPort()}/`));
        expect(error).toMatchObject({ code: 'NETWORK', unsent: true });
      });

      it('is NETWORK and surely unsent when the name does not exist', async () => {
        const error = await failureOf(send('https://no-such-host.invalid/'));
        expect(error).toMatchObject({ code: 'NETWORK', unsent: true });
      });

      it('is NETWORK and surely unsent when the certificate is not trusted', async () => {
        const server = await kept(openUntrustedServer());
        const error = await failureOf(send(server.origin, { cookies: { 'auth-access-token': makeJwt() } }));
        expect(error).toMatchObject({ code: 'NETWORK', unsent: true });
        expect(server.requests).toEqual([]);
      });

      it('is NETWORK when the other side does not use TLS, and no cookie has left', async () => {
        const server = await kept(openRawServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
        const token = makeJwt();
        const sending = send(server.origin.replace('http:', 'https:'), { cookies: { 'auth-access-token': token } });
        expect((await failureOf(sending)).code).toBe('NETWORK');
        expect(server.received()).not.toContain(token.expose());
      });

      it('is NETWORK with unknown outcome when the connection is reset after the request', async () => {
        const server = await kept(openRawServer((socket) => socket.resetAndDestroy()));
        const error = await failureOf(send(server.origin, { body: new Secret('{}') }));
        expect(error).toMatchObject({ code: 'NETWORK', unsent: false });
      });

      it('is NETWORK with unknown outcome when the connection is closed without an answer', async () => {
        const server = await kept(openRawServer((socket) => socket.end()));
        const error = await failureOf(send(server.origin, { body: new Secret('{}') }));
        expect(error).toMatchObject({ code: 'NETWORK', unsent: false });
      });

      it('is TIMEOUT with unknown outcome when no answer comes in time', async () => {
        const server = await kept(openRawServer(() => {}));
        const error = await failureOf(send(server.origin, { timeoutMs: 500 }));
        expect(error).toMatchObject({ code: 'TIMEOUT', unsent: false });
      });

      it('is BAD_RESPONSE when what comes is not HTTP', async () => {
        const server = await kept(openRawServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')));
        expect((await failureOf(send(server.origin))).code).toBe('BAD_RESPONSE');
      });

      it('names no secret', async () => {
        const server = await kept(openRawServer((socket) => socket.destroy()));
        const token = makeJwt();
        const error = await failureOf(
          send(server.origin, { cookies: { 'auth-access-token': token }, body: new Secret('{"b64Password":"abc="}') }),
        );
        const shown = `${JSON.stringify(error)} ${error.stack} ${String(error.cause)} ${JSON.stringify(error.cause)}`;
        expect(shown).not.toContain(token.expose());
        expect(shown).not.toContain('abc=');
      });
    });

    it('sends a request once, also to a server that answered before and now breaks the connection', async () => {
      let count = 0;
      const server = await kept(
        openProbeServer((response) => (++count === 1 ? response.end('good') : response.socket?.resetAndDestroy())),
      );
      await send(server.origin);
      expect(await failureOf(send(server.origin))).toMatchObject({ code: 'NETWORK', unsent: false });
      expect(server.requests).toHaveLength(2);
    });

    it('makes the next exchange as if none had failed', async () => {
      const server = await kept(openProbeServer((response) => response.end('good')));
      const closed = await findClosedPort();
      const [good, bad] = await Promise.allSettled([send(server.origin), send(`http://127.0.0.1:${closed}/`)]);
      expect([good.status, bad.status]).toEqual(['fulfilled', 'rejected']);
      expect((await send(server.origin)).body.expose()).toBe('good');
    });
  });
}
