import { beforeAll, expect, it } from 'vitest';
import { DEMO_ACCOUNT } from '../../../main/demo/demo-account';
import { createDemoAxiom, type DemoAxiomOptions } from '../../../main/demo/demo-axiom';
import { demoPasswordHash } from '../../../main/demo/demo-password';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { cookiesSetBy, demoRequest } from '../../support/make-demo-request';

const policy = { accessLifetimeMs: 120_000, refreshLifetimeMs: 600_000, isRotating: true };
let b64Password: string;

beforeAll(async () => {
  b64Password = await demoPasswordHash(DEMO_ACCOUNT.password);
});

function make(more: Partial<DemoAxiomOptions> = {}) {
  let code = '';
  const onCode = (_email: string, newest: string): void => {
    code = newest;
  };
  const options = { clock: new FakeClock(), accounts: [DEMO_ACCOUNT], policy: () => policy, onCode, ...more };
  return { ...createDemoAxiom(options), code: () => code };
}

const { email } = DEMO_ACCOUNT;

it('API and site are one server: a code of the API’s sign-in opens a session that the site knows', async () => {
  const { handle, sessions, code } = make();
  const first = await handle(demoRequest('POST /login-password-v2', { body: { email, b64Password } }));
  const { otpJwtToken } = JSON.parse(first.body) as { otpJwtToken: string };
  const body = { code: code(), email, b64Password };
  const cookies = { 'auth-otp-login-token': otpJwtToken };
  const second = await handle(demoRequest('POST /login-otp', { body, cookies }));
  const page = await handle(demoRequest('GET /account', { cookies: cookiesSetBy(second) }));
  expect(JSON.parse(page.body)).toEqual({ id: DEMO_ACCOUNT.id, email });
  expect(cookiesSetBy(second)['auth-access-token']).toBe(sessions.currentTokens(email)?.accessToken);
});

it.each(['GET /nothing', 'GET /login-otp', 'POST /', 'DELETE /account', 'get /server-time'])(
  'answers "%s" as an API that does not know it',
  async (line) => {
    expect(await make().handle(demoRequest(line))).toMatchObject({ status: 404, body: '{"error":"Not found"}' });
  },
);

it('asks at each issue how tokens are to be issued', async () => {
  let isRotating = true;
  const { handle, sessions } = make({ policy: () => ({ ...policy, isRotating }) });
  const cookies = { 'auth-refresh-token': sessions.open(DEMO_ACCOUNT).refreshToken };
  isRotating = false;
  const answer = await handle(demoRequest('POST /refresh-access-token', { cookies }));
  expect(Object.keys(cookiesSetBy(answer))).toEqual(['auth-access-token']);
});

it('lets a test shape the claims of every token', () => {
  const { sessions } = make({ shapeClaims: ({ jti: _jti, ...claims }) => ({ ...claims, shaped: true }) });
  for (const token of Object.values(sessions.open(DEMO_ACCOUNT))) {
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({ shaped: true });
  }
});
