// What a server, or a proxy in its place, can answer: statuses, bodies, cookies and headers, each with the facts from which a test derives what the
// client must do. Written from the protocol's notes, not from the client's code.
import { AxiomTokenError } from '../../../main/core/base/errors';
import { makeJwt } from '../make-jwt';

/** `failure`: nothing arrives. `cut`: the head arrives, the body does not. */
export interface StatusCase {
  readonly name: string;
  readonly status: number;
  readonly failure?: () => AxiomTokenError;
  readonly cut?: () => AxiomTokenError;
}

/** The tokens that a part of an answer offers: complete ones that may replace the account's present tokens. */
export interface Offer {
  readonly access?: string;
  readonly refresh?: string;
  readonly otp?: string;
}

export interface BodyCase {
  readonly name: string;
  readonly text: string;
  readonly offer: Offer;
  readonly isHtml: boolean;
  /** Whether it is JSON with an error text. */
  readonly isJsonError: boolean;
}

export interface CookieCase {
  readonly name: string;
  readonly lines: readonly string[];
  readonly offer: Offer;
  /** Kinds of token that a cookie names; for these the body's field is ignored. */
  readonly named: readonly ('access' | 'refresh' | 'otp')[];
  /** Clears the access cookie without setting another. */
  readonly isClearing: boolean;
  /** A conflict: has another account's tokens, so nothing of the answer may be used. */
  readonly isForeign: boolean;
  /** Valid for a sign-in, where there are no present tokens to compare with. */
  readonly signIn?: Offer;
}

export interface HeaderCase {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly isChallenge: boolean;
}

const STATUSES = [
  200, 201, 204, 301, 302, 304, 307, 400, 401, 403, 404, 405, 408, 409, 418, 421, 425, 429, 451, 500, 501, 502, 503,
  504, 511, 520, 521, 522, 523, 525, 530,
];

export const STATUS_CASES: readonly StatusCase[] = [
  ...STATUSES.map((status) => ({ name: String(status), status })),
  { name: 'no connection', status: 0, failure: () => new AxiomTokenError('NETWORK', { unsent: true }) },
  { name: 'reset', status: 0, failure: () => new AxiomTokenError('NETWORK') },
  { name: 'time-out', status: 0, failure: () => new AxiomTokenError('TIMEOUT') },
  { name: 'no HTTP', status: 0, failure: () => new AxiomTokenError('BAD_RESPONSE') },
  { name: '200 cut off', status: 200, cut: () => new AxiomTokenError('NETWORK') },
  { name: '200 too large', status: 200, cut: () => new AxiomTokenError('BAD_RESPONSE') },
  { name: '401 cut off', status: 401, cut: () => new AxiomTokenError('TIMEOUT') },
];

/** The bodies, with tokens issued at `nowMs`. */
export function bodyCases(nowMs: number): readonly BodyCase[] {
  const plain = (name: string, text: string) => ({ name, text, offer: {}, isHtml: false, isJsonError: false });
  const html = (name: string, text: string) => ({ ...plain(name, text), isHtml: true });
  const error = (name: string, fields: object) => ({ ...plain(name, JSON.stringify(fields)), isJsonError: true });
  const offer = { access: newToken(nowMs), refresh: newToken(nowMs, MONTH_MS), otp: newToken(nowMs) };
  return [
    plain('empty', ''),
    plain('bare string', '"ok"'),
    plain('null', 'null'),
    plain('array', '[1,"a",{}]'),
    plain('number', '1e400'),
    plain('truncated JSON', '{"accessToken":"eyJ'),
    plain('odd fields', '{"accessToken":5,"refreshToken":null,"error":{"a":1},"message":[]}'),
    plain('prototype', '{"__proto__":{"accessToken":"x"},"constructor":1}'),
    plain('text', `Bad gateway ${'x'.repeat(200_000)}`),
    html('page', '<!doctype html><html><title>Sign in to the network</title></html>'),
    html('page after a mark', '\uFEFF \n<html></html>'),
    error('refusal', { error: 'Unauthorized' }),
    error('refusal in words', { error: 'invalid_token', message: 'The refresh token is expired', details: {} }),
    error('wrong password', { error: 'Invalid email or password' }),
    error('turnstile', { error: 'Turnstile token is required' }),
    { ...plain('tokens', ''), offer, text: JSON.stringify(tokenFields(offer)) },
  ];
}

function tokenFields({ access, refresh, otp }: Offer): object {
  return { accessToken: access, 'auth-refresh-token': refresh, otpJwtToken: otp };
}

/** The cookies, with tokens issued at `nowMs` for `ACCOUNT`, the account that is signed in. */
export function cookieCases(nowMs: number): readonly CookieCase[] {
  const access = newToken(nowMs);
  const refresh = newToken(nowMs, MONTH_MS);
  const otp = newToken(nowMs);
  const foreign = makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + MONTH_MS, accountId: 'somebody-else' }).expose();
  const older = makeJwt({ issuedAtMs: nowMs - 7_200_000, expiresAtMs: nowMs + 900_000, accountId: ACCOUNT }).expose();
  const huge = makeJwt({ issuedAtMs: nowMs, accountId: ACCOUNT, extra: { x: 'y'.repeat(20_000) } }).expose();
  const A = (value: string, rest = '; Path=/; HttpOnly; Secure') => `auth-access-token=${value}${rest}`;
  const R = (value: string, rest = '; Path=/; HttpOnly; Secure') => `auth-refresh-token=${value}${rest}`;
  const both = ['access', 'refresh'] as const;
  const base = { named: both, isClearing: false, isForeign: false };
  return [
    { ...base, name: 'none', lines: [], offer: {}, named: [] },
    { ...base, name: 'both', lines: [A(access), R(refresh)], offer: { access, refresh } },
    { ...base, name: 'only access', lines: [A(access)], offer: { access }, named: ['access'] },
    { ...base, name: 'only refresh', lines: [R(refresh)], offer: { refresh }, named: ['refresh'] },
    { ...base, name: 'one-time', lines: [`auth-otp-login-token=${otp}`], offer: { otp }, named: ['otp'] },
    { ...base, name: 'emptied', lines: [A(''), R('')], offer: {}, isClearing: true },
    { ...base, name: 'deleted', lines: [A('x', '; Max-Age=0'), R('x', '; Max-Age=-1')], offer: {}, isClearing: true },
    {
      ...base,
      name: 'deleted by date',
      lines: [A('x', '; Expires=Thu, 01 Jan 1970 00:00:00 GMT')],
      offer: {},
      named: ['access'],
      isClearing: true,
    },
    { ...base, name: 'only refresh taken back', lines: [R('')], offer: {}, named: ['refresh'] },
    { ...base, name: 'quoted', lines: [A(`"${access}"`), R(`"${refresh}"`)], offer: { access, refresh } },
    { ...base, name: 'twice', lines: [A('old'), A(access), R(refresh)], offer: { access, refresh } },
    {
      ...base,
      name: 'cleared elsewhere',
      lines: [A(access), A('', '; Domain=.x'), R(refresh)],
      offer: { access, refresh },
    },
    { ...base, name: 'another account', lines: [A(foreign), R(foreign)], offer: {}, isForeign: true },
    {
      ...base,
      name: "another account's refresh",
      lines: [A(access), R(foreign)],
      offer: {},
      isForeign: true,
    },
    { ...base, name: 'older', lines: [A(older)], offer: { access: older }, named: ['access'] },
    {
      ...base,
      name: 'older, new refresh',
      lines: [A(older), R(refresh)],
      offer: { access: older, refresh },
    },
    {
      ...base,
      name: 'no JWT',
      lines: [A('not-a-jwt'), R('neither')],
      offer: {},
      signIn: { access: 'not-a-jwt', refresh: 'neither' },
    },
    { ...base, name: 'huge', lines: [A(huge), R(huge)], offer: {} },
    { ...base, name: 'huge, new refresh', lines: [A(huge), R(refresh)], offer: { refresh }, signIn: {} },
    { ...base, name: 'not ASCII', lines: [A('jwt-\u00fc\u4e16'), R('\u0001')], offer: {} },
    { ...base, name: 'strangers', lines: ['cf_clearance=1', 'Auth-Access-Token=1', '=', ''], offer: {}, named: [] },
  ];
}

export const HEADER_CASES: readonly HeaderCase[] = [
  header('none', {}),
  header('JSON', { 'content-type': 'application/json; charset=utf-8', date: 'Sun, 01 Mar 2026 12:05:00 GMT' }),
  header('three hours off', { date: 'Sun, 01 Mar 2026 15:05:00 GMT' }),
  header('date is none', { date: 'yesterday', 'content-type': 'application/octet-stream' }),
  header('year 9999', { date: 'Fri, 31 Dec 9999 23:59:59 GMT' }),
  header('retry in 5', { 'retry-after': '5' }),
  header('retry some day', { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }),
  header('retry is none', { 'retry-after': '-7, soon' }),
  { ...header('challenge', { 'cf-mitigated': 'challenge', 'content-type': 'text/html' }), isChallenge: true },
];

export const ACCOUNT = 'account-1';

const MONTH_MS = 30 * 86_400_000;

function header(name: string, headers: Readonly<Record<string, string>>): HeaderCase {
  return { name, headers, isChallenge: false };
}

function newToken(nowMs: number, lifeMs = 900_000): string {
  return makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs + lifeMs, accountId: ACCOUNT }).expose();
}
