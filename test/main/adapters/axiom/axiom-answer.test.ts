import { describe, expect, it } from 'vitest';
import { type AxiomCall, classifyAxiomAnswer } from '../../../../main/adapters/axiom/axiom-answer';
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import { type MadeAnswer, makeResponse } from '../../../support/axiom-response';
import { makeJwt } from '../../../support/make-jwt';

const access = makeJwt().expose();
const refresh = makeJwt().expose();
const json = (value: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
const html = { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<!doctype html><h1>Hello</h1>' };
const bareHtml = { body: '\uFEFF  <html><body>Hello</body></html>' };
const accessCookie = `auth-access-token=${access}; Max-Age=900; HttpOnly; Secure; SameSite=None`;
const refreshCookie = `auth-refresh-token=${refresh}; Max-Age=2592000; HttpOnly`;
const broken = (code: ErrorCode) => new AxiomTokenError(code);
const calls: readonly AxiomCall[] = ['password', 'otp', 'refresh'];

type Row = readonly [call: AxiomCall, what: string, answer: MadeAnswer, code: ErrorCode];

const everywhere = (what: string, answer: MadeAnswer, code: ErrorCode): Row[] =>
  calls.map((call) => [call, what, answer, code]);

const failures: readonly Row[] = [
  ...everywhere('429', { status: 429 }, 'RATE_LIMITED'),
  ...everywhere('429 as an HTML page', { status: 429, ...html }, 'RATE_LIMITED'),
  ...everywhere('429 with tokens', { status: 429, setCookies: [accessCookie] }, 'RATE_LIMITED'),
  ...everywhere('403 as an HTML page', { status: 403, ...html }, 'BROWSER_REQUIRED'),
  ...everywhere('403 as HTML without a type', { status: 403, ...bareHtml }, 'BROWSER_REQUIRED'),
  ...everywhere('403 with nothing', { status: 403 }, 'BROWSER_REQUIRED'),
  ...everywhere(
    'a challenge with status 403',
    { status: 403, headers: { 'cf-mitigated': 'challenge' } },
    'BROWSER_REQUIRED',
  ),
  ...everywhere(
    'a challenge with status 503',
    { status: 503, headers: { 'cf-mitigated': 'challenge' } },
    'BROWSER_REQUIRED',
  ),
  ...everywhere('a challenge with status 200', { headers: { 'cf-mitigated': 'challenge' } }, 'BROWSER_REQUIRED'),
  ...everywhere(
    'a wish for Turnstile',
    { status: 400, ...json({ error: 'Turnstile token is required' }) },
    'BROWSER_REQUIRED',
  ),
  ...everywhere(
    'a wish for Turnstile as 500',
    { status: 500, ...json({ error: 'Turnstile token is required' }) },
    'BROWSER_REQUIRED',
  ),
  ...everywhere(
    'a wish for Turnstile as message',
    { status: 403, ...json({ error: 'x', message: 'Turnstile token is required.' }) },
    'BROWSER_REQUIRED',
  ),
  ...[500, 502, 503, 504, 520, 526].flatMap((status) =>
    everywhere(`${status} as an HTML page`, { status, ...html }, 'BAD_RESPONSE'),
  ),
  ...everywhere(
    '500 with an unknown JSON error',
    { status: 500, ...json({ error: 'Database is down' }) },
    'BAD_RESPONSE',
  ),
  ...everywhere('500 with tokens', { status: 500, setCookies: [accessCookie, refreshCookie] }, 'BAD_RESPONSE'),
  ...everywhere('511 of a network that wants a sign-in', { status: 511, ...html }, 'BAD_RESPONSE'),
  ...everywhere('a captive portal with status 200', { ...html }, 'BAD_RESPONSE'),
  ...everywhere('a redirect', { status: 302, headers: { location: 'http://portal.example/' } }, 'BAD_RESPONSE'),
  ...everywhere('a redirect with tokens', { status: 302, setCookies: [accessCookie] }, 'BAD_RESPONSE'),
  ...everywhere('401 as an HTML page', { status: 401, ...html }, 'BAD_RESPONSE'),
  ...everywhere('404', { status: 404, body: 'Not found' }, 'BAD_RESPONSE'),
  ...everywhere('408', { status: 408 }, 'BAD_RESPONSE'),
  ...everywhere('200 with nothing', {}, 'BAD_RESPONSE'),
  ...everywhere('200 with broken JSON', { body: '{"accessToken":"a' }, 'BAD_RESPONSE'),
  ...everywhere(
    '200 with JSON of other types',
    json({ accessToken: 1, refreshToken: null, otpJwtToken: ['a'] }),
    'BAD_RESPONSE',
  ),
  ...everywhere('200 with a list', json([1, 2]), 'BAD_RESPONSE'),
  ...everywhere('200 whose body broke off', { bodyFailure: broken('NETWORK') }, 'NETWORK'),
  ...everywhere('200 whose body came too late', { bodyFailure: broken('TIMEOUT') }, 'TIMEOUT'),
  ...everywhere('200 whose body is too large', { bodyFailure: broken('BAD_RESPONSE') }, 'BAD_RESPONSE'),
  ...everywhere('401 whose body broke off', { status: 401, bodyFailure: broken('NETWORK') }, 'NETWORK'),

  ...[500, 400, 401, 403, 200].map(
    (status): Row => [
      'password',
      `${status} "Invalid email or password"`,
      { status, ...json({ error: 'Invalid email or password' }) },
      'INVALID_CREDENTIALS',
    ],
  ),
  ['password', '401 with another JSON error', { status: 401, ...json({ error: 'nope' }) }, 'INVALID_CREDENTIALS'],
  ['password', '401 with nothing', { status: 401 }, 'BAD_RESPONSE'],
  ['password', '400 with another JSON error', { status: 400, ...json({ error: 'Email is required' }) }, 'BAD_RESPONSE'],
  ['password', '200 with token cookies instead of an OTP token', { setCookies: [accessCookie] }, 'BAD_RESPONSE'],
  [
    'password',
    '200 with an OTP cookie that is taken back',
    { setCookies: ['auth-otp-login-token=; Max-Age=0'] },
    'BAD_RESPONSE',
  ],

  ...[400, 401, 403, 404, 422].map(
    (status): Row => [
      'otp',
      `${status} with a JSON error`,
      { status, ...json({ error: 'Invalid OTP' }) },
      'INVALID_OTP',
    ],
  ),
  ['otp', '400 with a JSON message only', { status: 400, ...json({ message: 'wrong code' }) }, 'INVALID_OTP'],
  ['otp', '401 with nothing', { status: 401 }, 'BAD_RESPONSE'],
  [
    'otp',
    '500 "Invalid email or password"',
    { status: 500, ...json({ error: 'Invalid email or password' }) },
    'BAD_RESPONSE',
  ],

  ['refresh', '401 with a JSON error', { status: 401, ...json({ error: 'Unauthorized' }) }, 'UNAUTHORIZED'],
  ['refresh', '401 with nothing', { status: 401 }, 'UNAUTHORIZED'],
  ['refresh', '401 with a bare text', { status: 401, body: 'Unauthorized' }, 'UNAUTHORIZED'],
  ['refresh', '403 with a JSON error', { status: 403, ...json({ error: 'Forbidden' }) }, 'UNAUTHORIZED'],
  ['refresh', '400 with a JSON error', { status: 400, ...json({ error: 'Bad request' }) }, 'BAD_RESPONSE'],
  [
    'refresh',
    '200 that takes the access cookie back and wishes for Turnstile',
    { setCookies: ['auth-access-token=; Path=/'], ...json({ error: 'Turnstile token is required' }) },
    'BROWSER_REQUIRED',
  ],
  ['refresh', '200 that takes the access cookie back', { setCookies: ['auth-access-token=; Path=/'] }, 'UNAUTHORIZED'],
  [
    'refresh',
    '200 that ends the access cookie',
    { setCookies: [`auth-access-token=${access}; Max-Age=0`] },
    'UNAUTHORIZED',
  ],
  [
    'refresh',
    '200 that ended the access cookie in 1970',
    { setCookies: [`auth-access-token=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT`] },
    'UNAUTHORIZED',
  ],
  [
    'refresh',
    '200 that takes both cookies back',
    { setCookies: ['auth-access-token=', 'auth-refresh-token='] },
    'UNAUTHORIZED',
  ],
  ['refresh', '200 with a bare string and no cookie', json('Access token refreshed'), 'BAD_RESPONSE'],
];

describe('failures and their codes', () => {
  it.each(failures)('%s: %s', (call, _what, answer, code) => {
    expect(classifyAxiomAnswer(call, makeResponse(answer))).toMatchObject({ kind: 'failed', error: { code } });
  });

  it.each<[what: string, answer: MadeAnswer, words: RegExp]>([
    ['a captive portal', { ...html }, /network page answered instead of Axiom/],
    ['a redirect', { status: 307 }, /network page answered instead of Axiom/],
    ['a server error', { status: 503 }, /status 503/],
    ['an unknown refusal', { status: 418 }, /status 418/],
    ['no token', json({}), /without a token/],
  ])('say what happened: %s', (_what, answer, words) => {
    const result = classifyAxiomAnswer('refresh', makeResponse(answer));
    expect(result).toMatchObject({
      error: { message: expect.stringMatching(words), remedy: expect.stringMatching(/untouched/) },
    });
    const isFromElsewhere = /network page/.test(words.source);
    expect(result).toMatchObject({ error: { isFromElsewhere } });
  });

  it.each<[value: string | undefined, waitMs: number]>([
    ['7', 7000],
    ['0', 1000],
    ['86400', 3_600_000],
    ['Sun, 01 Mar 2026 12:02:00 GMT', 120_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 1000],
    ['Sunday, 01-Mar-26 12:02:00 GMT', 120_000],
    ['Sun Mar  1 12:02:00 2026', 120_000],
    ['45.3', 46_000],
    ['2.5', 3000],
    ['0.503', 1000],
    ['7.0', 7000],
    ['3599.5', 3_600_000],
    ['9'.repeat(400), 3_600_000],
    ['2026', 2_026_000],
    ['2026-03-01T12:02:00Z', 60_000],
    ['Mar 1 2026 12:02', 60_000],
    ['1e3', 60_000],
    ['7 s', 60_000],
    ['soon', 60_000],
    ['-5', 1000],
    ['', 60_000],
    [undefined, 60_000],
  ])('with Retry-After %j wait %i ms', (value, retryAfterMs) => {
    const headers = value === undefined ? {} : { 'retry-after': value };
    const result = classifyAxiomAnswer('refresh', makeResponse({ status: 429, headers }));
    expect(result).toMatchObject({ error: { code: 'RATE_LIMITED', retryAfterMs } });
  });

  it.each([
    ['refresh', { 'retry-after': '600' }, /^The app tries again automatically then\./],
    ['password', { 'retry-after': '600' }, /^Sign in again in 600 s: a sign-in is not repeated automatically\./],
    ['password', {}, /^Sign in again in 60 s:/],
    ['otp', { 'retry-after': '5' }, /^Type the code again in 5 s:/],
  ] as const)('after %s with %o say who tries again', (call, headers, remedy) => {
    const result = classifyAxiomAnswer(call, makeResponse({ status: 429, headers }));
    expect(result).toMatchObject({ error: { code: 'RATE_LIMITED', remedy: expect.stringMatching(remedy) } });
  });

  it('count a Retry-After date from the server\u2019s own clock', () => {
    const headers = { date: 'Sun, 01 Mar 2026 15:00:00 GMT', 'retry-after': 'Sun, 01 Mar 2026 15:00:30 GMT' };
    const result = classifyAxiomAnswer('refresh', makeResponse({ status: 429, headers }));
    expect(result).toMatchObject({ error: { retryAfterMs: 29_950 } });
  });

  it('count it in this way even if that clock is days off', () => {
    const headers = { date: 'Wed, 04 Mar 2026 12:00:00 GMT', 'retry-after': 'Wed, 04 Mar 2026 12:00:30 GMT' };
    const result = classifyAxiomAnswer('refresh', makeResponse({ status: 429, headers }), 0);
    expect(result).toMatchObject({ error: { retryAfterMs: 29_950 } });
  });
});
