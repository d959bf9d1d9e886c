import { request, type RequestOptions } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import type { DemoRequest } from '../../../main/demo/demo-exchange';
import { type DemoListener, type DemoResponder, openDemoListener, writeAnswer } from '../../../main/demo/demo-listener';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';

interface Got {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** One exchange with exactly these headers; rejects when the connection is dropped. */
function send(origin: string, path: string, options: RequestOptions = {}, body = ''): Promise<Got> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${origin}${path}`, options, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      incoming.on('end', () => resolve({ status: incoming.statusCode, headers: incoming.headers, body: text }));
      incoming.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const answer = { status: 200, headers: {}, setCookies: [], body: 'yes' };

async function listen(
  respond: DemoResponder = async (_request, response) => writeAnswer(response, answer, FAKE_START_MS),
): Promise<{ listener: DemoListener; requests: DemoRequest[] }> {
  const requests: DemoRequest[] = [];
  const listener = await openDemoListener((incoming, response) => {
    requests.push(incoming);
    return respond(incoming, response);
  });
  onTestFinished(() => listener.dispose());
  return { listener, requests };
}

it('hands a request on as plain values', async () => {
  const { listener, requests } = await listen();
  const headers = { 'X-Mark': 'here', cookie: 'a=1; b=2' };
  await send(listener.origin, '/some/path?query=1', { method: 'POST', headers }, 'größe');
  expect(requests).toMatchObject([
    {
      method: 'POST',
      path: '/some/path',
      headers: { 'x-mark': 'here' },
      cookies: { a: '1', b: '2' },
      body: 'größe',
    },
  ]);
});

it.each([
  ['evil.example', 421],
  ['127.0.0.1.evil.example:80', 421],
  ['127.0.0.1', 421],
  ['[::1]:80', 421],
  ['127.0.0.1:80', 200],
  ['localhost:80', 200],
])('a request that names the host %s gets %d: no web page comes in by a name of its own', async (host, status) => {
  const { listener, requests } = await listen();
  expect((await send(listener.origin, '/', { headers: { host } })).status).toBe(status);
  expect(requests).toHaveLength(status === 200 ? 1 : 0);
});

it.each([
  [64 * 1024, 1],
  [64 * 1024 + 1, 0],
])('of a body of %d bytes it takes %d, and goes on listening', async (length, taken) => {
  const { listener, requests } = await listen();
  const outcome = await send(listener.origin, '/', { method: 'POST' }, 'x'.repeat(length)).catch(() => 'dropped');
  expect([outcome === 'dropped', requests.length]).toEqual([taken === 0, taken]);
  expect((await send(listener.origin, '/')).status).toBe(200);
});

it('drops the connection when the answer fails, and goes on listening', async () => {
  let fails = true;
  const { listener } = await listen(async (_request, response) => {
    if (fails) throw new Error('no answer');
    writeAnswer(response, answer, FAKE_START_MS);
  });
  await expect(send(listener.origin, '/')).rejects.toThrow(/hang up|ECONNRESET/);
  fails = false;
  expect((await send(listener.origin, '/')).body).toBe('yes');
});

it('writes an answer with the time of the demo’s own clock, its length in bytes, and each cookie in a line', async () => {
  const { listener } = await listen(async (_request, response) =>
    writeAnswer(
      response,
      { status: 201, headers: { 'content-type': 'text/plain' }, setCookies: ['a=1; Path=/', 'b=2'], body: 'größe' },
      FAKE_START_MS,
    ),
  );
  const { status, headers, body } = await send(listener.origin, '/');
  expect([status, body]).toEqual([201, 'größe']);
  expect(headers).toMatchObject({
    date: 'Sun, 01 Mar 2026 12:00:00 GMT',
    'cache-control': 'no-store',
    'content-type': 'text/plain',
    'content-length': '7',
    'set-cookie': ['a=1; Path=/', 'b=2'],
  });
});

it('names no cookie where none is set', async () => {
  const { listener } = await listen();
  expect((await send(listener.origin, '/')).headers).not.toHaveProperty('set-cookie');
});

it('listens only on this computer, at the given port, and says so when that is taken', async () => {
  const { listener } = await listen();
  expect(listener.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const port = Number(new URL(listener.origin).port);
  await expect(openDemoListener(async () => undefined, port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await listener.dispose();
  const again = await openDemoListener(async () => undefined, port);
  onTestFinished(() => again.dispose());
  expect(again.origin).toBe(listener.origin);
});

it('ends when it is disposed, also with an unanswered request', async () => {
  const { listener, requests } = await listen(() => new Promise(() => undefined));
  const waiting = send(listener.origin, '/').catch((error: { code?: string }) => error.code);
  await expect.poll(() => requests.length).toBe(1);
  await listener.dispose();
  expect(await waiting).toBe('ECONNRESET');
  await expect(send(listener.origin, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
