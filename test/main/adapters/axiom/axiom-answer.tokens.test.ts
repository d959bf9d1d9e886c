import { describe, expect, it } from 'vitest';
import { type AxiomCall, classifyAxiomAnswer } from '../../../../main/adapters/axiom/axiom-answer';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { type MadeAnswer, makeResponse } from '../../../support/axiom-response';
import { makeJwt } from '../../../support/make-jwt';

const access = makeJwt().expose();
const refresh = makeJwt().expose();
const json = (value: unknown) => ({ headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) });
const html = { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<!doctype html><h1>Hello</h1>' };
const accessCookie = `auth-access-token=${access}; Max-Age=900; HttpOnly; Secure; SameSite=None`;
const refreshCookie = `auth-refresh-token=${refresh}; Max-Age=2592000; HttpOnly`;

/** The tokens in plain text, for comparison. */
function found(call: AxiomCall, answer: MadeAnswer): Record<string, unknown> {
  const result = classifyAxiomAnswer(call, makeResponse(answer));
  if (result.kind === 'failed') return { failed: result.error.code };
  if (result.kind === 'otp-token') return { otp: result.otpToken.expose() };
  return { access: result.access?.value.expose(), refresh: result.refresh?.value.expose() };
}

describe('answers that contain tokens', () => {
  it.each<[AxiomCall, string, MadeAnswer, Record<string, unknown>]>([
    ['password', 'the OTP token as JSON', json({ otpJwtToken: access }), { otp: access }],
    [
      'password',
      'the OTP token as cookie',
      { setCookies: [`auth-otp-login-token=${access}; Path=/`], ...json({}) },
      { otp: access },
    ],
    [
      'password',
      'the OTP token as cookie beside a broken body',
      { setCookies: [`auth-otp-login-token=${access}`], body: '{' },
      { otp: access },
    ],
    ['password', 'the OTP token with status 201', { status: 201, ...json({ otpJwtToken: access }) }, { otp: access }],
    ['otp', 'both cookies', { setCookies: [accessCookie, refreshCookie], ...json({ user: {} }) }, { access, refresh }],
    ['otp', 'both as JSON', json({ accessToken: access, refreshToken: refresh }), { access, refresh }],
    [
      'otp',
      'both as JSON under cookie names',
      json({ 'auth-access-token': access, 'auth-refresh-token': refresh }),
      { access, refresh },
    ],
    [
      'otp',
      'one as cookie and one as JSON',
      { setCookies: [accessCookie], ...json({ refreshToken: refresh }) },
      { access, refresh },
    ],
    [
      'refresh',
      'both cookies and a bare string',
      { setCookies: [accessCookie, refreshCookie], ...json('ok') },
      { access, refresh },
    ],
    ['refresh', 'the access cookie only', { setCookies: [accessCookie] }, { access, refresh: undefined }],
    ['refresh', 'the refresh cookie only', { setCookies: [refreshCookie] }, { access: undefined, refresh }],
    [
      'refresh',
      'the access cookie and an empty refresh cookie',
      { setCookies: [accessCookie, 'auth-refresh-token='] },
      { access, refresh: undefined },
    ],
    [
      'refresh',
      'a new refresh cookie and an access cookie that is taken back',
      { setCookies: ['auth-access-token=', refreshCookie] },
      { access: undefined, refresh },
    ],
    ['refresh', 'access_token as JSON', json({ access_token: access }), { access, refresh: undefined }],
    ['refresh', 'cookies with status 204', { status: 204, setCookies: [accessCookie] }, { access, refresh: undefined }],
    ['refresh', 'cookies beside an HTML body', { setCookies: [accessCookie], ...html }, { access, refresh: undefined }],
    [
      'refresh',
      'cookies of an answer that broke off',
      { setCookies: [accessCookie, refreshCookie], bodyFailure: new AxiomTokenError('NETWORK') },
      { access, refresh },
    ],
    [
      'refresh',
      'the cookie rather than the JSON field',
      { setCookies: [accessCookie], ...json({ accessToken: 'other' }) },
      { access, refresh: undefined },
    ],
    [
      'refresh',
      'a cookie in quotes',
      { setCookies: [`auth-access-token="${access}"`] },
      { access, refresh: undefined },
    ],
    [
      'refresh',
      'a value with an equals sign',
      { setCookies: ['auth-access-token=a=b=='] },
      { access: 'a=b==', refresh: undefined },
    ],
    [
      'refresh',
      'the last of two values',
      { setCookies: ['auth-access-token=first', accessCookie] },
      { access, refresh: undefined },
    ],
    [
      'refresh',
      'a value beside the clearing of another domain',
      { setCookies: [accessCookie, 'auth-access-token=; Domain=.axiom.trade; Max-Age=0'] },
      { access, refresh: undefined },
    ],
    [
      'refresh',
      'a value after the clearing of another domain',
      { setCookies: ['auth-access-token=; Max-Age=0', accessCookie] },
      { access, refresh: undefined },
    ],
  ])('%s: %s', (call, _what, answer, expected) => {
    expect(found(call, answer)).toEqual(expected);
  });

  it.each([
    ['Max-Age', 'auth-access-token=x; Max-Age=900', Date.UTC(2026, 2, 1, 12, 15)],
    ['Expires', 'auth-access-token=x; Expires=Sun, 01 Mar 2026 12:10:00 GMT', Date.UTC(2026, 2, 1, 12, 10)],
    ['both', 'auth-access-token=x; Max-Age=900; Expires=Sun, 01 Mar 2026 12:10:00 GMT', Date.UTC(2026, 2, 1, 12, 15)],
    ['neither', 'auth-access-token=x', undefined],
    ['an unreadable date', 'auth-access-token=x; Expires=tomorrow', undefined],
    [
      'an age beyond reason',
      'auth-access-token=x; Max-Age=99999999999999999',
      Date.UTC(2026, 2, 1, 12) + 400 * 86_400_000,
    ],
    [
      'a date shortly in the past, which may be our clock\u2019s fault',
      'auth-access-token=x; Expires=Sun, 01 Mar 2026 11:59:00 GMT',
      Date.UTC(2026, 2, 1, 11, 59),
    ],
  ])('tell the end of their cookie by %s', (_what, line, cookieExpiresAtMs) => {
    const result = classifyAxiomAnswer('refresh', makeResponse({ setCookies: [line] }));
    expect(result.kind === 'tokens' && result.access?.cookieExpiresAtMs).toBe(cookieExpiresAtMs);
  });

  const shortlyPast = 'Sun, 01 Mar 2026 11:59:00 GMT';
  it.each([
    ['a refresh with an end that is no date', '0', {}, 'tokens'],
    ['an end shortly in the past, in an answer without a date', shortlyPast, {}, 'tokens'],
    ['an end half a day in the past, in an answer without a date', 'Sat, 28 Feb 2026 23:59:59 GMT', {}, 'failed'],
    ['an end shortly in the past', shortlyPast, { date: 'Sun, 01 Mar 2026 12:00:00 GMT' }, 'failed'],
    ['an end that has not come by the server', shortlyPast, { date: 'Sun, 01 Mar 2026 11:58:00 GMT' }, 'tokens'],
  ])('are told apart from a session that has ended: %s', (_what, expires, headers, kind) => {
    const setCookies = [`auth-access-token=x; Expires=${expires}`];
    expect(classifyAxiomAnswer('refresh', makeResponse({ headers, setCookies })).kind).toBe(kind);
  });
});
