import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

/** Cookies that an answer sets to a value, by name. */
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

describe('the sign-in page', () => {
  it('can be found by its labels and buttons, without scripts', async () => {
    const page = (await send('GET', '/')).body.expose();
    expect(page).toMatch(/<label for="email">E-mail<\/label>/);
    expect(page).toMatch(/<label for="password">Password<\/label>/);
    expect(page).toMatch(/<button type="submit">Sign in<\/button>/);
    expect(page).not.toMatch(/<script/);
    expect(page).toMatch(/not the real Axiom/);
  });

  it('asks for the code, then sets both cookies out of reach of scripts', async () => {
    const first = await send('POST', '/sign-in', { body: credentials });
    expect(first.body.expose()).toMatch(
      /<label for="code">6-digit code<\/label>[^]*<button type="submit">Continue<\/button>/,
    );
    const second = await send('POST', '/sign-in/code', { body: form({ code }), cookies: cookiesOf(first) });
    expect([second.status, second.headers['location']]).toEqual([303, '/account']);
    const { accessToken, refreshToken } = server.currentTokens(DEMO_ACCOUNT.email) ?? {};
    expect(cookiesOf(second)).toMatchObject({ 'auth-access-token': accessToken, 'auth-refresh-token': refreshToken });
    for (const line of second.setCookies) expect(line.expose()).toMatch(/; HttpOnly; SameSite=Lax$/);
  });

  it('says in words that the password or the code is wrong, and keeps the e-mail', async () => {
    const wrong = await send('POST', '/sign-in', { body: form({ email: '"><script>', password: 'x' }) });
    expect(wrong.status).toBe(401);
    expect(wrong.body.expose()).toMatch(/role="alert">This e-mail and password do not fit together/);
    expect(wrong.body.expose()).toContain('value="&#34;&#62;&#60;script&#62;"');
    const first = await send('POST', '/sign-in', { body: credentials });
    const second = await send('POST', '/sign-in/code', { body: form({ code: 'abc' }), cookies: cookiesOf(first) });
    expect(second.body.expose()).toMatch(/role="alert">This is not the newest code/);
    expect(server.currentTokens(DEMO_ACCOUNT.email)).toBeUndefined();
  });

  it('gives five tries to a code, not six', async () => {
    const first = await send('POST', '/sign-in', { body: credentials });
    const cookies = cookiesOf(first);
    for (let round = 0; round < 5; round++)
      await send('POST', '/sign-in/code', { body: form({ code: 'abc' }), cookies });
    expect((await send('POST', '/sign-in/code', { body: form({ code }), cookies })).status).toBe(401);
  });
});

describe('what needs a token', () => {
  it('is there with the access token only', async () => {
    const cookies = cookiesOf(await signIn());
    expect((await send('GET', '/account', { cookies })).body.expose()).toContain(DEMO_ACCOUNT.email);
    const json = await send('GET', '/account', { cookies, accept: 'application/json' });
    expect(JSON.parse(json.body.expose())).toEqual({ id: DEMO_ACCOUNT.id, email: DEMO_ACCOUNT.email });
    expect((await send('GET', '/account', { accept: 'application/json' })).status).toBe(401);
    expect((await send('GET', '/account', { cookies: { 'auth-access-token': 'a.b.c' } })).status).toBe(401);
  });

  it('ends with the session when a used refresh token comes back', async () => {
    const cookies = cookiesOf(await signIn());
    const refreshed = await send('POST', '/refresh-access-token', { cookies, body: '{}' });
    expect(refreshed.status).toBe(200);
    expect(JSON.parse(refreshed.body.expose())).toBeTypeOf('string');
    const fresh = cookiesOf(refreshed);
    expect((await send('GET', '/account', { cookies: fresh })).status).toBe(200);
    expect((await send('POST', '/refresh-access-token', { cookies })).status).toBe(401);
    expect((await send('GET', '/account', { cookies: fresh })).status).toBe(401);
    expect((await send('POST', '/refresh-access-token', { cookies: fresh })).status).toBe(401);
  });
});

describe('the server', () => {
  it('tells its time', async () => {
    const { serverTime } = JSON.parse((await send('GET', '/server-time')).body.expose()) as { serverTime: number };
    expect(Math.abs(serverTime - clock.nowMs())).toBeLessThan(5000);
  });

  it('answers unknown paths and unreadable bodies like an API', async () => {
    expect((await send('GET', '/nothing')).status).toBe(404);
    expect((await send('POST', '/login-password-v2', { body: '{' })).status).toBe(400);
    expect((await send('POST', '/login-otp', { body: '[]' })).status).toBe(400);
  });

  it('refuses requests that came by another name, as a web page of somebody else would make them', async () => {
    const status = await new Promise((resolve) => {
      request(`${server.origin}/`, { headers: { host: 'evil.example' } }, (response) =>
        resolve(response.statusCode),
      ).end();
    });
    expect(status).toBe(421);
  });

  it('drops a request that is far too large', async () => {
    await expect(send('POST', '/login-otp', { body: 'x'.repeat(100_000) })).rejects.toMatchObject({ code: 'NETWORK' });
    expect((await send('GET', '/')).status).toBe(200);
  });

  it('is gone when it is disposed, also with a connection open', async () => {
    await send('GET', '/');
    await server.dispose();
    await expect(send('GET', '/')).rejects.toMatchObject({ code: 'NETWORK', unsent: true });
  });
});
