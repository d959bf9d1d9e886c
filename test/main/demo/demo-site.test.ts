import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEMO_ACCOUNT } from '../../../main/demo/demo-account';
import { createDemoSessions } from '../../../main/demo/demo-sessions';
import { createDemoSignInSteps } from '../../../main/demo/demo-sign-in-steps';
import { answerDemoSite, type DemoSiteParts } from '../../../main/demo/demo-site';
import { DEMO_STYLE } from '../../../main/demo/demo-style';
import { createDemoTokenMint } from '../../../main/demo/demo-token-mint';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { cookiesSetBy, demoRequest } from '../../support/make-demo-request';

const { email, password, id } = DEMO_ACCOUNT;
let code: string;
let parts: DemoSiteParts;

// One server for all: it hashes the account's password once, which takes a while.
beforeAll(() => {
  const clock = new FakeClock();
  const policy = { accessLifetimeMs: 120_000, refreshLifetimeMs: 600_000, isRotating: true };
  const mint = createDemoTokenMint(clock, (claims) => claims);
  const steps = createDemoSignInSteps([DEMO_ACCOUNT], clock, mint, (_email, newest) => {
    code = newest;
  });
  parts = { steps, sessions: createDemoSessions(clock, mint, () => policy), policy: () => policy };
});
beforeEach(() => parts.sessions.revoke(email));

const ask = (line: string, more?: Parameters<typeof demoRequest>[1]) => answerDemoSite(demoRequest(line, more), parts);
const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
const typePassword = (typed = password) => ask('POST /sign-in', { body: form({ email, password: typed }) });

async function typeCode(typed: string) {
  const cookies = cookiesSetBy(await typePassword());
  return ask('POST /sign-in/code', { cookies, body: form({ code: typed }) });
}

describe('the sign-in page', () => {
  it('has a policy under which no script runs and no form leads elsewhere', async () => {
    const page = await ask('GET /');
    expect(page?.status).toBe(200);
    const policy = page?.headers['content-security-policy'] ?? '';
    for (const rule of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toMatch(/script-src|unsafe/);
  });

  it('has its style sheet where its policy lets it be', async () => {
    expect((await ask('GET /'))?.body).toContain('href="/sign-in.css"');
    const style = await ask('GET /sign-in.css');
    expect([style?.body, style?.headers['content-type']]).toEqual([DEMO_STYLE, 'text/css; charset=utf-8']);
  });

  it('asks for the code after the password, and remembers for ten minutes who is asked', async () => {
    const answer = await typePassword();
    expect(answer?.body).toContain('<label for="code">6-digit code</label>');
    expect(answer?.setCookies).toEqual([expect.stringMatching(/^auth-otp-login-token=.+; Max-Age=600; .*HttpOnly/)]);
  });

  it('says that the password is wrong and keeps the e-mail, as text and not as markup', async () => {
    const wrong = await ask('POST /sign-in', { body: form({ email: '"><script>', password: 'x' }) });
    expect([wrong?.status, wrong?.setCookies]).toEqual([401, []]);
    expect(wrong?.body).toMatch(/role="alert">This e-mail and password do not match/);
    expect(wrong?.body).toContain('value="&#34;&#62;&#60;script&#62;"');
  });

  it('counts an empty form as a wrong password', async () => {
    expect(await ask('POST /sign-in', { body: '' })).toMatchObject({ status: 401, setCookies: [] });
  });
});

describe('the code', () => {
  it.each([
    ['as it was sent', (sent: string) => sent],
    ['with blanks in it', (sent: string) => ` ${sent.slice(0, 3)} ${sent.slice(3)}\n`],
  ])('%s leads to the account with both tokens, and the OTP token goes', async (_how, type) => {
    const cookies = cookiesSetBy(await typePassword());
    const answer = await ask('POST /sign-in/code', { cookies, body: form({ code: type(code) }) });
    expect([answer?.status, answer?.headers['location'], answer?.body]).toEqual([303, '/account', '']);
    const issued = parts.sessions.currentTokens(email);
    expect(cookiesSetBy(answer)).toEqual({
      'auth-access-token': issued?.accessToken,
      'auth-refresh-token': issued?.refreshToken,
    });
    expect(answer?.setCookies).toContainEqual(expect.stringMatching(/^auth-otp-login-token=; Max-Age=0;/));
  });

  it('that is wrong is asked for again, and nobody is signed in', async () => {
    const answer = await typeCode('abc');
    expect([answer?.status, answer?.setCookies]).toEqual([401, []]);
    expect(answer?.body).toMatch(/role="alert">This is not the newest code/);
    expect(parts.sessions.currentTokens(email)).toBeUndefined();
  });

  it('is of no use without the OTP token', async () => {
    await typePassword();
    expect(await ask('POST /sign-in/code', { body: form({ code }) })).toMatchObject({ status: 401, setCookies: [] });
  });
});

describe('what needs a valid access token', () => {
  const html = 'text/html,application/xhtml+xml';

  it('is a page for people and JSON for programs', async () => {
    const cookies = { 'auth-access-token': parts.sessions.open(DEMO_ACCOUNT).accessToken };
    const page = await ask('GET /account', { cookies, accept: html });
    expect(page?.body).toContain(`You are signed in as <strong>${email}</strong>`);
    const json = await ask('GET /account', { cookies, accept: 'application/json' });
    expect(JSON.parse(json?.body ?? '')).toEqual({ id, email });
  });

  it.each([
    ['no token', {}],
    ['a token of somebody else’s making', { 'auth-access-token': 'a.b.c' }],
  ])('is refused with %s: people get the sign-in page, programs an error', async (_what, cookies) => {
    const page = await ask('GET /account', { cookies, accept: html });
    expect([page?.status, page?.body.includes('<h1>Sign in</h1>')]).toEqual([401, true]);
    expect(await ask('GET /account', { cookies })).toMatchObject({ status: 401, body: '{"error":"Unauthorized"}' });
  });

  it('accepts no refresh token in its place', async () => {
    const cookies = { 'auth-access-token': parts.sessions.open(DEMO_ACCOUNT).refreshToken };
    expect((await ask('GET /account', { cookies }))?.status).toBe(401);
  });
});

it.each(['GET /sign-in', 'POST /', 'POST /account', 'GET /server-time', 'GET /sign-in.css/'])(
  'leaves "%s" to others',
  async (line) => {
    expect(await ask(line)).toBeUndefined();
  },
);
