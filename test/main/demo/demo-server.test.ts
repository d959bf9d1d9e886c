import { afterEach, beforeEach, expect, it } from 'vitest';
import { createNodeHttpTransport } from '../../../main/adapters/http/node-http-transport';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import type { HttpResponse } from '../../../main/core/ports/http-transport';
import { Secret } from '../../../main/core/base/secret';
import { DEMO_ACCOUNT } from '../../../main/demo/demo-account';
import { type DemoServer, startDemoServer } from '../../../main/demo/demo-server';

const clock = createSystemClock();
const transport = createNodeHttpTransport({ clock });
let server: DemoServer;
let code = '';

beforeEach(async () => {
  code = '';
  server = await startDemoServer({
    clock,
    accessLifetimeMs: 120_000,
    refreshLifetimeMs: 86_400_000,
    accounts: [DEMO_ACCOUNT],
    onCode: (_email, newest) => {
      code = newest;
    },
  });
});
afterEach(() => server.dispose());

function send(
  method: 'GET' | 'POST',
  path: string,
  more: { body?: string; cookies?: Record<string, string>; accept?: string } = {},
) {
  const cookies = Object.entries(more.cookies ?? {}).map(([name, value]) => [name, new Secret(value)]);
  const isForm = path.startsWith('/sign-in');
  return transport.send({
    method,
    url: `${server.origin}${path}`,
    headers: {
      accept: more.accept ?? 'text/html',
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
    },
    cookies: Object.fromEntries(cookies),
    ...(more.body === undefined ? {} : { body: new Secret(more.body) }),
    timeoutMs: 10_000,
    maxBodyBytes: 100_000,
  });
}

/** The cookies that an answer sets, by name. */
function cookiesOf(response: HttpResponse): Record<string, string> {
  const pairs = response.setCookies.map((line) => line.expose().split(';')[0]?.split('=') ?? []);
  return Object.fromEntries(pairs.map(([name, ...value]) => [name, value.join('=')]).filter(([, value]) => value));
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();
const credentials = form({ email: DEMO_ACCOUNT.email, password: DEMO_ACCOUNT.password });

async function signIn() {
  const first = await send('POST', '/sign-in', { body: credentials });
  return send('POST', '/sign-in/code', { body: form({ code }), cookies: cookiesOf(first) });
}

it('signs in over its pages: the code after the password, then both cookies, which are the newest tokens', async () => {
  const first = await send('POST', '/sign-in', { body: credentials });
  expect(server.currentTokens(DEMO_ACCOUNT.email)).toBeUndefined();
  const second = await send('POST', '/sign-in/code', { body: form({ code }), cookies: cookiesOf(first) });
  expect([second.status, second.headers['location']]).toEqual([303, '/account']);
  const { accessToken, refreshToken } = server.currentTokens(DEMO_ACCOUNT.email) ?? {};
  expect(cookiesOf(second)).toMatchObject({ 'auth-access-token': accessToken, 'auth-refresh-token': refreshToken });
  for (const line of second.setCookies) expect(line.expose()).toMatch(/; HttpOnly; SameSite=Lax$/);
});

it('ends a session when a used refresh token comes back', async () => {
  const cookies = cookiesOf(await signIn());
  const refreshed = await send('POST', '/refresh-access-token', { cookies, body: '{}' });
  expect(refreshed.status).toBe(200);
  const fresh = cookiesOf(refreshed);
  expect((await send('GET', '/account', { cookies: fresh })).status).toBe(200);
  expect((await send('POST', '/refresh-access-token', { cookies })).status).toBe(401);
  expect((await send('GET', '/account', { cookies: fresh })).status).toBe(401);
  expect((await send('POST', '/refresh-access-token', { cookies: fresh })).status).toBe(401);
});

it('issues tokens with the given lifetime', async () => {
  const lifetimes = (await signIn()).setCookies.map((line) =>
    /^([^=]+)=[^;]+; Max-Age=(\d+)/.exec(line.expose())?.slice(1),
  );
  expect(lifetimes).toContainEqual(['auth-access-token', '120']);
  expect(lifetimes).toContainEqual(['auth-refresh-token', '86400']);
});

it('is at its address, and gives its time in the answer and in a header', async () => {
  expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const { body, headers } = await send('GET', '/server-time');
  const { serverTime } = JSON.parse(body.expose()) as { serverTime: number };
  for (const timeMs of [serverTime, Date.parse(headers['date'] ?? '')]) {
    expect(Math.abs(timeMs - clock.nowMs())).toBeLessThan(5000);
  }
});

it('listens at a port that is asked for', async () => {
  const port = Number(new URL(server.origin).port);
  await server.dispose();
  server = await startDemoServer({
    clock,
    accessLifetimeMs: 1,
    refreshLifetimeMs: 1,
    accounts: [],
    onCode: () => undefined,
    port,
  });
  expect(server.origin).toBe(`http://127.0.0.1:${port}`);
  expect((await send('GET', '/')).status).toBe(200);
});

it('ends when it is disposed, also with an open connection', async () => {
  await send('GET', '/');
  await server.dispose();
  await expect(send('GET', '/')).rejects.toMatchObject({ code: 'NETWORK', unsent: true });
});
