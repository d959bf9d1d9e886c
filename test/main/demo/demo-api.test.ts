import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_ACCOUNT } from '../../../main/demo/demo-account';
import { answerDemoApi, type DemoApiParts } from '../../../main/demo/demo-api';
import { demoPasswordHash } from '../../../main/demo/demo-password';
import { createDemoSessions, type DemoIssuePolicy } from '../../../main/demo/demo-sessions';
import { createDemoSignInSteps } from '../../../main/demo/demo-sign-in-steps';
import { createDemoTokenMint } from '../../../main/demo/demo-token-mint';
import { FAKE_START_MS, FakeClock } from '../../support/fakes/clock/fake-clock';
import { cookiesSetBy, demoRequest } from '../../support/make-demo-request';

const { email, id } = DEMO_ACCOUNT;
let b64Password: string;
let code: string;
let policy: DemoIssuePolicy;
let parts: DemoApiParts;

// One server for all: it hashes each account's password once, which takes a while.
beforeAll(async () => {
  b64Password = await demoPasswordHash(DEMO_ACCOUNT.password);
  const clock = new FakeClock();
  const mint = createDemoTokenMint(clock, (claims) => claims);
  const steps = createDemoSignInSteps([DEMO_ACCOUNT], clock, mint, (_email, newest) => {
    code = newest;
  });
  parts = { clock, steps, sessions: createDemoSessions(clock, mint, () => policy), policy: () => policy };
});
beforeEach(() => {
  policy = { accessLifetimeMs: 120_000, refreshLifetimeMs: 600_000, isRotating: true };
  parts.sessions.revoke(email);
});

const ask = (line: string, more?: Parameters<typeof demoRequest>[1]) => answerDemoApi(demoRequest(line, more), parts);

async function otpCookie(): Promise<Record<string, string>> {
  const answer = await ask('POST /login-password-v2', { body: { email, b64Password } });
  const { otpJwtToken } = JSON.parse(answer?.body ?? '') as { otpJwtToken: string };
  return { 'auth-otp-login-token': otpJwtToken };
}

describe('the sign-in', () => {
  it('answers the first step with only the OTP token', async () => {
    const answer = await ask('POST /login-password-v2', { body: { email, b64Password } });
    expect(answer).toMatchObject({ status: 200, setCookies: [] });
    expect(JSON.parse(answer?.body ?? '')).toEqual({ otpJwtToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) });
  });

  it('answers the second step with the account, and with the tokens only as cookies', async () => {
    const answer = await ask('POST /login-otp', { cookies: await otpCookie(), body: { code, email, b64Password } });
    const issued = parts.sessions.currentTokens(email);
    expect(JSON.parse(answer?.body ?? '')).toEqual({ user: { id, email } });
    expect(cookiesSetBy(answer)).toEqual({
      'auth-access-token': issued?.accessToken,
      'auth-refresh-token': issued?.refreshToken,
    });
  });

  it('reports a wrong password with its own failure, as Axiom does', async () => {
    expect(await ask('POST /login-password-v2', { body: { email, b64Password: 'x' } })).toMatchObject({
      status: 500,
      body: '{"error":"Invalid email or password"}',
      setCookies: [],
    });
  });

  it.each<[string, () => Promise<Record<string, string>>, () => string]>([
    ['a wrong code', otpCookie, () => (code === '000000' ? '000001' : '000000')],
    ['no OTP token', async () => ({}), () => code],
  ])('refuses %s with 401, and opens no session', async (_what, cookies, typed) => {
    const sent = await cookies();
    const body = { code: typed(), email, b64Password };
    expect(await ask('POST /login-otp', { cookies: sent, body })).toMatchObject({ status: 401, setCookies: [] });
    expect(parts.sessions.currentTokens(email)).toBeUndefined();
  });

  it.each(['/login-password-v2', '/login-otp'])('%s answers what it cannot read with 400', async (path) => {
    for (const body of ['', '{', '[]', '{"email":1}', { email }, { code: '1', b64Password: 'x' }]) {
      expect(await ask(`POST ${path}`, { body })).toMatchObject({ status: 400, body: '{"error":"Bad request"}' });
    }
  });
});

describe('the refresh', () => {
  it('sets both cookies again, and says so in a plain string', async () => {
    const { accessToken, refreshToken } = parts.sessions.open(DEMO_ACCOUNT);
    const answer = await ask('POST /refresh-access-token', { cookies: { 'auth-refresh-token': refreshToken } });
    expect(answer).toMatchObject({ status: 200, body: '"Access token refreshed"' });
    const fresh = cookiesSetBy(answer);
    expect(Object.keys(fresh)).toEqual(['auth-access-token', 'auth-refresh-token']);
    expect([accessToken, refreshToken].filter((old) => Object.values(fresh).includes(old))).toEqual([]);
  });

  it('sets only the access token if refresh tokens do not rotate', async () => {
    const { refreshToken } = parts.sessions.open(DEMO_ACCOUNT);
    policy = { ...policy, isRotating: false };
    const answer = await ask('POST /refresh-access-token', { cookies: { 'auth-refresh-token': refreshToken } });
    expect(Object.keys(cookiesSetBy(answer))).toEqual(['auth-access-token']);
  });

  it.each([{}, { 'auth-refresh-token': 'a.b.c' }, { 'auth-access-token': 'a.b.c' }])(
    'refuses %j with 401 and sets nothing',
    async (cookies) => {
      expect(await ask('POST /refresh-access-token', { cookies })).toMatchObject({
        status: 401,
        body: '{"error":"Unauthorized","message":"The refresh token is not valid"}',
        setCookies: [],
      });
    },
  );

  it('uses the refresh cookie: an access token in it is refused', async () => {
    const { accessToken } = parts.sessions.open(DEMO_ACCOUNT);
    const answer = await ask('POST /refresh-access-token', { cookies: { 'auth-refresh-token': accessToken } });
    expect(answer?.status).toBe(401);
  });
});

it('returns the server’s time, to the millisecond', async () => {
  expect(await ask('GET /server-time')).toMatchObject({ status: 200, body: `{"serverTime":${FAKE_START_MS}}` });
});

it.each(['GET /', 'POST /server-time', 'GET /refresh-access-token', 'POST /login-otp/', 'GET /account'])(
  'leaves "%s" to others',
  async (line) => {
    expect(await ask(line)).toBeUndefined();
  },
);
