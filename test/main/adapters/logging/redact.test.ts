import { describe, expect, it } from 'vitest';
import { redact } from '../../../../main/adapters/logging/redact';
import { makeJwt } from '../../../support/make-jwt';
import { processorMs } from '../../../support/processor-ms';

const jwt = makeJwt().expose();

describe('redact takes out', () => {
  it.each<[what: string, text: string, secret: string]>([
    ['a bare JWT', `got ${jwt} here`, jwt],
    ['a JWT without its signature', `cut: ${jwt.slice(0, jwt.lastIndexOf('.'))}`, jwt.slice(0, 30)],
    ['the payload of a JWT whose head was lost in front', `head ${jwt}`, jwt.split('.')[1] ?? ''],
    [
      'an opaque token in three long parts',
      'a'.repeat(20).concat('.', 'b'.repeat(20), '.', 'c'.repeat(20)),
      'b'.repeat(20),
    ],
    ['an access cookie', 'auth-access-token=opaque-1; Path=/', 'opaque-1'],
    ['a refresh cookie', 'x auth-refresh-token=opaque-2', 'opaque-2'],
    ['an OTP cookie', 'auth-otp-login-token=opaque-3;', 'opaque-3'],
    ['a clearance cookie', 'cf_clearance=opaque-4;', 'opaque-4'],
    ['a Cookie header', 'cookie: a=opaque-5; b=opaque-5', 'opaque-5'],
    ['a Set-Cookie header', 'Set-Cookie: a=opaque-6; HttpOnly', 'opaque-6'],
    ['a Cookie header as JSON', '{"cookie":"a=opaque-7"}', 'opaque-7'],
    ['a Set-Cookie list of an inspected object', "'set-cookie': [ 'a=opaque-8' ]", 'opaque-8'],
    ['an Authorization header', 'Authorization: Bearer opaque-9', 'opaque-9'],
    ['b64Password in JSON', '{"email":"a@b.c","b64Password":"opaque+/10="}', 'opaque+/10='],
    ['b64Password in an inspected object', "{ b64Password: 'opaque+/11=' }", 'opaque+/11='],
    [
      'a password in JSON inside JSON',
      JSON.stringify({ body: JSON.stringify({ password: 'opaque 12' }) }),
      'opaque 12',
    ],
    ['a password in a form', 'email=a%40b.c&password=opaque13&x=1', 'opaque13'],
    ['a passphrase in a sentence', 'passphrase: opaque14', 'opaque14'],
    ['a 6-digit code in JSON', '{"code":"482915","email":"a@b.c"}', '482915'],
    ['a password whose closing quote is missing', '{"password":"opaque20', 'opaque20'],
    ['a 6-digit code as a number', '{"code": 482915}', '482915'],
    ['a 6-digit code in a form', 'code=482915', '482915'],
    ['the OTP token of a body', '{"otpJwtToken":"opaque-15"}', 'opaque-15'],
    ['accessToken of a body', '{"accessToken":"opaque-16"}', 'opaque-16'],
    ['refresh_token of a file', '{ "refresh_token": "opaque-17" }', 'opaque-17'],
    ['the client secret of a sign-in', '{"clientSecret":"opaque-18"}', 'opaque-18'],
    ['a token in an address', 'GET /x?access_token=opaque-19&y=1', 'opaque-19'],
  ])('%s', (_what, text, secret) => {
    expect(text).toContain(secret);
    const redacted = redact(text);
    expect(redacted).not.toContain(secret);
    expect(redacted).toContain('[secret]');
  });

  it.each(['x', '\\', 'a.', 'eyJ', 'password:"', 'cookie ', ' ', 'auth-'])('quickly from a long run of %j', (unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    expect(processorMs(() => void redact(text))).toBeLessThan(1000);
  });

  it('every token of many', () => {
    const tokens = Array.from({ length: 50 }, () => makeJwt().expose());
    const redacted = redact(tokens.join(' and '));
    expect(tokens.filter((token) => redacted.includes(token.slice(5, 40)))).toEqual([]);
  });
});

describe('redact leaves', () => {
  it.each([
    'connect ECONNREFUSED 127.0.0.1:41234',
    'Axiom answered call=refresh host=api6.axiom.trade status=200 durationMs=132',
    'error AxiomTokenError RATE_LIMITED Axiom asks to wait before the next try.',
    'e-mail trader@example.org, profile default, /home/trader/.config/file.json',
    "{ code: 'ECONNRESET', status: 502 }",
    'net::ERR_NAME_NOT_RESOLVED at 2026-03-01T12:00:00.000Z',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });

  it('text that was redacted before', () => {
    const once = redact(`cookie: a=b\n{"code":"123456","password":"x"} auth-access-token=${jwt}`);
    expect(redact(once)).toBe(once);
  });
});
