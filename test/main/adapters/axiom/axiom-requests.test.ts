// The content of each request. Their order and hosts: axiom-auth-gateway.test.ts.
import { describe, expect, it } from 'vitest';
import {
  AXIOM_CALL_TIMEOUT_MS,
  type AxiomRequest,
  otpRequest,
  passwordRequest,
  refreshRequest,
} from '../../../../main/adapters/axiom/axiom-requests';
import { Secret } from '../../../../main/core/base/secret';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';

const SITE = 'http://127.0.0.1:4000';
const EMAIL = 'a"quote\u00e9@example.org';
const hashedPassword = new Secret('aGFzaA==');
const otpToken = new Secret('otp.to.ken');
const current = makeTokens(FAKE_START_MS);
const all: readonly (readonly [name: string, path: string, request: AxiomRequest])[] = [
  ['password', '/login-password-v2', passwordRequest(SITE, EMAIL, hashedPassword)],
  ['code', '/login-otp', otpRequest(SITE, { email: EMAIL, hashedPassword, otpToken }, '123456')],
  ['refresh', '/refresh-access-token', refreshRequest(SITE, current, FAKE_START_MS)],
];
const sent = (request: AxiomRequest) => {
  const { body, cookies = {} } = request('https://api6.axiom.trade');
  const opened = Object.entries(cookies).map(([name, value]) => [name, value.expose()]);
  return { body: JSON.parse(body?.expose() ?? '') as unknown, cookies: Object.fromEntries(opened) as unknown };
};

describe.each(all)('the request of the %s', (_name, path, request) => {
  it('goes to the given host, with the site as its origin', () => {
    for (const apiOrigin of ['https://api.axiom.trade', 'http://127.0.0.1:5000']) {
      expect(request(apiOrigin)).toMatchObject({
        method: 'POST',
        url: `${apiOrigin}${path}`,
        headers: { origin: SITE, referer: `${SITE}/`, 'content-type': 'application/json' },
      });
    }
  });

  it('has limits: 20 seconds and a mebibyte', () => {
    expect(request('https://api.axiom.trade')).toMatchObject({
      timeoutMs: AXIOM_CALL_TIMEOUT_MS,
      maxBodyBytes: 1_048_576,
    });
    expect(AXIOM_CALL_TIMEOUT_MS).toBe(20_000);
  });

  it('contains its secrets where neither printing it nor its headers show them', () => {
    const made = request('https://api.axiom.trade');
    const shown = JSON.stringify(made);
    const secrets = [hashedPassword, otpToken, current.accessToken, current.refreshToken];
    expect(secrets.filter((secret) => shown.includes(secret.expose()))).toEqual([]);
    expect(Object.keys(made.headers)).not.toContain('cookie');
  });
});

describe('what is sent', () => {
  it('for the password is the e-mail as it is and the hash, without any cookie', () => {
    expect(sent(all[0]![2])).toEqual({ body: { email: EMAIL, b64Password: 'aGFzaA==' }, cookies: {} });
  });

  it('for the code is all of that again, and the token of step 1 as a cookie', () => {
    expect(sent(all[1]![2])).toEqual({
      body: { code: '123456', email: EMAIL, b64Password: 'aGFzaA==' },
      cookies: { 'auth-otp-login-token': 'otp.to.ken' },
    });
  });

  it('for the refresh is the moment in milliseconds, and both tokens as cookies', () => {
    expect(sent(all[2]![2])).toEqual({
      body: { v: FAKE_START_MS },
      cookies: {
        'auth-refresh-token': current.refreshToken.expose(),
        'auth-access-token': current.accessToken.expose(),
      },
    });
  });
});
