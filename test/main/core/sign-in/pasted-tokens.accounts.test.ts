// Tokens like Axiom's: the access token names the account, the refresh token does not. Several accounts, other services, swapped names.
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../main/core/base/secret';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { parsePastedTokens } from '../../../../main/core/sign-in/pasted-tokens';
import { makeJwt } from '../../../support/make-jwt';
import { MINUTE, NOW } from '../../../support/read-paste';

const access = (issuedAtMs: number, accountId: string) =>
  makeJwt({ issuedAtMs, expiresAtMs: issuedAtMs + 16 * MINUTE, accountId, extra: { isAdmin: false } }).expose();
const refresh = (issuedAtMs: number) => makeJwt({ issuedAtMs, extra: { refreshTokenId: 'a0-1' } }).expose();
const foreign = (extra: Readonly<Record<string, unknown>>) =>
  makeJwt({ issuedAtMs: NOW, expiresAtMs: NOW + 60 * MINUTE, extra }).expose();

const known = {
  A: access(NOW, 'one'),
  R: refresh(NOW),
  XA: access(NOW - 40_000, 'two'),
  XR: refresh(NOW - 40_000),
  SUB: foreign({ sub: 'somebody' }),
  GOOGLE: foreign({ iss: 'https://accounts.example.com', sub: 'somebody' }),
  GOOGLER: foreign({ iss: 'https://accounts.example.com' }),
  H: 'c0ffee11'.repeat(8),
};
const { A, R, XA, XR, SUB, GOOGLE, GOOGLER, H } = known;
const nameOf = (token: Secret) => Object.entries(known).find(([, text]) => text === token.expose())?.[0] ?? 'damaged';

function read(text: string): string {
  try {
    return parsePastedTokens(new Secret(text), NOW)
      .map(({ tokens }) => `${nameOf(tokens.accessToken)} ${nameOf(tokens.refreshToken)}`)
      .join(', ');
  } catch (error) {
    if (error instanceof AxiomTokenError) return 'refused';
    throw error;
  }
}

describe('two accounts', () => {
  it.each([
    ['four bare lines', `${A}\n${R}\n\n${XA}\n${XR}`, 'A R, XA XR'],
    ['rows', `${A}:${R}\n${XA}:${XR}`, 'A R, XA XR'],
    [
      'lists',
      JSON.stringify([
        [A, R],
        [XA, XR],
      ]),
      'A R, XA XR',
    ],
    [
      'two env files',
      `AXIOM_ACCESS_TOKEN=${A}\nAXIOM_REFRESH_TOKEN=${R}\nAXIOM_ACCESS_TOKEN=${XA}\nAXIOM_REFRESH_TOKEN=${XR}`,
      'A R, XA XR',
    ],
    [
      'records',
      JSON.stringify([
        { access_token: A, refresh_token: R },
        { access_token: XA, refresh_token: XR },
      ]),
      'A R, XA XR',
    ],
    ['one of which lacks a token', `${A}\n${R}\n${XA}`, 'refused'],
  ])('in %s give each its own refresh token, or nothing', (_what, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('another service’s token beside', () => {
  it.each([
    ['a bearer', `${A}\n${R}\nAuthorization: Bearer ${SUB}`, 'A R'],
    ['a bare one', `${SUB}\n${A}\n${R}`, 'A R'],
    [
      'one of another issuer',
      `MY_ACCESS_TOKEN=${A}\nMY_REFRESH_TOKEN=${R}\ncurl -H "Authorization: Bearer ${GOOGLE}"`,
      'A R',
    ],
    ['in place of the access token', `${SUB}\n${R}`, 'refused'],
    ['under plain names', `{"access_token":"${GOOGLE}","refresh_token":"${GOOGLER}"}`, 'refused'],
    ['under its own names', `GOOGLE_ACCESS_TOKEN=${GOOGLE}\nGOOGLE_REFRESH_TOKEN=${GOOGLER}`, 'refused'],
  ])('is never taken for Axiom’s: %s', (_what, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('names that are swapped', () => {
  it.each([
    ['under prefixed names', `VITE_ACCESS_TOKEN=${R}\nVITE_REFRESH_TOKEN=${A}`, 'A R'],
    ['beside an opaque token', `auth-access-token=${H}; auth-refresh-token=${A}`, 'A H'],
    ['of two access tokens', `auth-access-token=${A}; auth-refresh-token=${XA}`, 'refused'],
  ])('are put right or refused: %s', (_what, text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

it.each([
  ['a line break', `AXIOM_REFRESH_TOKEN=${H.slice(0, 40)}\n${H.slice(40)}\nAXIOM_ACCESS_TOKEN=${A}`],
  ['a blank', `auth-access-token=${A}; auth-refresh-token=${H.slice(0, 40)} ${H.slice(40)}`],
])('an opaque token with %s in it is not taken in part', (_what, text) => {
  expect(read(text)).toBe('refused');
});
