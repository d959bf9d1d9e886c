import { describe, expect, it } from 'vitest';
import { reportAnswer, reportToken } from '../../../../main/adapters/doctor/live-answer';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import type { HttpRequest } from '../../../../main/core/ports/http-transport';
import { type MadeAnswer, makeResponse } from '../../../support/axiom-response';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';

const sent = makeJwt();
const request: HttpRequest = {
  method: 'POST',
  url: 'https://api3.axiom.trade/refresh-access-token?v=1',
  headers: {},
  cookies: { 'auth-refresh-token': sent },
  timeoutMs: 1,
  maxBodyBytes: 1,
};
const report = (answer: MadeAnswer) => reportAnswer({ request, outcome: makeResponse(answer) });
const cookieOf = (line: string) => report({ setCookies: [line] }).cookies[0];

describe('reportAnswer', () => {
  it('reports status, time and names of headers, never their values', () => {
    const told = report({
      status: 403,
      headers: { date: new Date(FAKE_START_MS + 2_000).toUTCString(), 'cf-ray': 'secret-ray', server: 'cloudflare' },
    });
    expect(told).toMatchObject({
      host: 'api3.axiom.trade',
      path: '/refresh-access-token',
      status: 403,
      failure: null,
      duration_ms: 100,
      clock_offset_ms: 2_050,
      headers: { date: true, 'cf-ray': true, 'cf-mitigated': false },
    });
    expect(JSON.stringify(told)).not.toMatch(/secret-ray|cloudflare/);
  });

  it('reports why there was no answer', () => {
    const told = reportAnswer({ request, outcome: new AxiomTokenError('TIMEOUT') });
    expect(told).toMatchObject({ failure: 'TIMEOUT', status: null, cookies: [] });
  });

  it.each([
    ['', undefined, 'empty (no type)', []],
    ['"ok"', 'application/json; charset=utf-8', 'a JSON string (application/json)', []],
    ['{"accessToken":"x","me@x.y":1}', 'application/json', 'a JSON object (application/json)', ['accessToken', '…']],
    ['[1]', 'application/json', 'a JSON list (application/json)', []],
    ['null', 'application/json', 'a JSON null (application/json)', []],
    ['<html>', 'text/html', 'not JSON (text/html)', []],
  ])('tells of the body %j', (body, type, form, keys) => {
    const told = report({ body, headers: type === undefined ? {} : { 'content-type': type } });
    expect([told.body, told.body_keys]).toEqual([form, keys]);
  });

  it.each([
    [
      'auth-access-token=x; Path=/; HttpOnly; Secure; SameSite=None; Max-Age=900',
      ['Path=/', 'HttpOnly', 'Secure', 'SameSite=None', 'Max-Age=900'],
      900,
    ],
    ['a=x; domain=.axiom.trade; path=/me', ['domain=.axiom.trade', 'path=…'], null],
    ['a=x; Domain=evil.example; Priority=High', ['Domain=…', 'Priority=…'], null],
    [`a=x; Expires=${new Date(FAKE_START_MS + 60_000).toUTCString()}`, ['Expires=…'], 60],
    [`a=x; Max-Age=5; Max-Age=7; Expires=${new Date(0).toUTCString()}`, ['Max-Age=5', 'Max-Age=7', 'Expires=…'], 7],
  ])('tells of the attributes of %s', (line, attributes, kept) => {
    expect(cookieOf(line)).toMatchObject({ attributes, kept_s: kept });
  });

  it.each([
    [`auth-refresh-token=${sent.expose()}`, { is_as_sent: true, is_cleared: false, form: 'jwt' }],
    [`auth-refresh-token="${sent.expose()}"`, { is_as_sent: true }],
    [`auth-refresh-token=${makeJwt().expose()}`, { is_as_sent: false, is_cleared: false }],
    ['auth-refresh-token=; Max-Age=0', { is_cleared: true, form: 'opaque' }],
    ['auth-refresh-token=old; Max-Age=0', { is_cleared: true }],
    ['nothing', { name: 'nothing', is_cleared: true }],
    ['me@example.com=x', { name: '…' }],
  ])('tells whether %s is new', (line, expected) => expect(cookieOf(line)).toMatchObject(expected));
});

it('reports the names of a token’s claims and its lifetime', () => {
  const token = makeJwt({ issuedAtMs: FAKE_START_MS, expiresAtMs: FAKE_START_MS + 900_000, accountId: 'me' });
  expect(reportToken(token)).toEqual({
    form: 'jwt',
    claims: ['authenticatedUserId', 'iat', 'exp', 'jti'],
    lifetime_s: 900,
  });
  expect(reportToken(makeJwt())).toMatchObject({ lifetime_s: null });
  expect(reportToken(new Secret('opaque'))).toEqual({ form: 'opaque', claims: [], lifetime_s: null });
});
